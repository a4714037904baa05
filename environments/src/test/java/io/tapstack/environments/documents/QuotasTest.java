package io.tapstack.environments.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.core.Environment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C1")
final class QuotasTest {
    private static final List<Environment> DEPLOYED = List.of(Environment.DEV, Environment.STAGING, Environment.PROD);

    @Test
    void areTheTableInTheDocumentation() throws IOException {
        Map<String, List<StackJson>> byEnvironment = new LinkedHashMap<>();
        DEPLOYED.forEach(environment -> byEnvironment.put(environment.id(), stacks(environment)));
        StringBuilder table = new StringBuilder("| quota | code | dev | staging | prod |\n|---|---|---|---|---|\n");
        for (Quotas quota : Quotas.all()) {
            table.append(quota.row(byEnvironment));
        }
        GeneratedText.section("docs/deploy.md", "quotas", table.toString());
    }

    /** As the payments and loyalty reviews counted them: 413 reserved in prod. */
    @Test
    void countWhatStaysUnreservedToo() {
        assertThat(Quotas.CONCURRENCY.need(stacks(Environment.PROD))).isEqualTo(513);
        assertThat(Quotas.VPCS.need(stacks(Environment.PROD))).isEqualTo(3);
    }

    @Test
    void knowTheProcessorsOfEachInstance() {
        for (Environment environment : DEPLOYED) {
            assertThat(stacks(environment).stream()
                            .flatMap(stack -> stack.all("aws_launch_template").stream())
                            .map(template -> template.at("instance_type").asText()))
                    .isNotEmpty()
                    .isSubsetOf(Quotas.TYPES_WITH_TWO_VCPUS);
        }
    }

    private static List<StackJson> stacks(Environment environment) {
        return SynthesizedStacks.shipped().stream()
                .filter(stack -> stack.environment() == environment)
                .toList();
    }
}
