package io.tapstack.lambda.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the portal's function as it is deployed; its application has a test of its own. */
@Tag("C13")
@Tag("B7")
class PortalJarsIT {
    private static final String RUNTIME_CLIENT = Java.classPath(file -> file.startsWith("aws-lambda-java-"));

    @Test
    void migrationsMakeTheSchema() throws Exception {
        try (var aws = new AwsStub()) {
            var migrations = Subjects.portalMigrations(aws.url());
            var deployed = new Variant(
                    "as deployed", List.of("-Xmx512m"), migrations.jar().toString(), migrations.handler());
            try (var function = new FunctionProcess(deployed, RUNTIME_CLIENT, migrations.environment())) {
                assertThat(function.answer(migrations.event().get())).contains("\"schemaVersion\":\"2\"");
            }
        }
    }
}
