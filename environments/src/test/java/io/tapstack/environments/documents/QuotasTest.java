package io.tapstack.environments.documents;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.Quota;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.core.Environment;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C15")
final class QuotasTest {
    private static final List<Environment> DEPLOYED = List.of(Environment.DEV, Environment.STAGING, Environment.PROD);

    @Test
    void areTheTableInTheDocumentation() throws IOException {
        StringBuilder table = new StringBuilder("| quota | code | dev | staging | prod |\n|---|---|---|---|---|\n");
        for (Quota quota : Quota.values()) {
            table.append(DEPLOYED.stream()
                    .map(environment -> String.valueOf(quota.need(stacks(environment))))
                    .collect(Collectors.joining(" | ", "| " + quota.title() + " | `" + quota.code() + "` | ", " |\n")));
        }
        GeneratedText.section("docs/deploy.md", "quotas", table.toString());
    }

    private static List<JsonNode> stacks(Environment environment) {
        return SynthesizedStacks.shipped().stream()
                .filter(stack -> stack.environment() == environment)
                .map(StackJson::root)
                .toList();
    }
}
