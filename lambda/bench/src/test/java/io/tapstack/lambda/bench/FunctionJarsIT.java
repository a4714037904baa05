package io.tapstack.lambda.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the jars as they are deployed, each in a JVM of its own with AWS's runtime client: what shading left out would
 * show here and nowhere else.
 */
@Tag("C13")
class FunctionJarsIT {
    private static final String RUNTIME_CLIENT = Java.classPath(file -> file.startsWith("aws-lambda-java-"));

    private static AwsStub aws;
    private static Subject api;
    private static Subject ledger;
    private static Subject migrations;

    @BeforeAll
    static void start() throws Exception {
        aws = new AwsStub();
        var subjects = Subjects.all(aws.url());
        api = subjects.get(0);
        ledger = subjects.get(1);
        migrations = subjects.get(2);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @Test
    @Tag("P14")
    void paymentsApiTakesPayment() throws Exception {
        try (var function = run(api, Map.of())) {
            assertThat(function.answer(api.event().get())).contains("\"statusCode\":201", "pay_");
            assertThat(function.answer("{\"httpMethod\":\"GET\",\"resource\":\"/nowhere\"}"))
                    .contains("\"statusCode\":404");
        }
    }

    @Test
    void takesCredentialsFromTheEndpointThatSnapStartOffers() throws Exception {
        var endpoint = Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                aws.url() + "/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "token");
        try (var function = run(api, endpoint)) {
            assertThat(function.answer(api.event().get())).contains("\"statusCode\":201");
            assertThat(aws.signatures).anyMatch(signature -> signature.contains("Credential=from-endpoint/"));
        }
    }

    @Test
    @Tag("P15")
    void migrationsMakeTheSchemaAndLedgerBooksIntoIt() throws Exception {
        try (var function = run(migrations, Map.of())) {
            assertThat(function.answer(migrations.event().get())).contains("\"schemaVersion\":\"3\"");
        }
        try (var function = run(ledger, Map.of())) {
            assertThat(function.answer(ledger.event().get())).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(function.answer("{\"Records\":[{\"dynamodb\":{\"SequenceNumber\":\"7\"}}]}"))
                    .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"7\"}]}");
        }
    }

    @Test
    void jarsAreSmallEnoughToDeployWithoutABucket() throws Exception {
        for (var subject : List.of(api, ledger, migrations)) {
            assertThat(Files.size(subject.jar())).as(subject.name()).isLessThan(12_000_000);
        }
    }

    private static FunctionProcess run(Subject subject, Map<String, String> more) throws Exception {
        var environment = new LinkedHashMap<>(subject.environment());
        environment.putAll(more);
        var variant =
                new Variant("as deployed", List.of("-Xmx512m"), subject.jar().toString(), subject.handler());
        return new FunctionProcess(variant, RUNTIME_CLIENT, environment);
    }
}
