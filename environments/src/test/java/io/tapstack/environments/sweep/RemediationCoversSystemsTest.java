package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The remediation covers what every stack of its environment deploys, without a tag set by hand, and none of the buckets that
 * hold records or Terraform's state.
 */
@Tag("S9")
final class RemediationCoversSystemsTest {
    private static final String FUNCTION = "aws_lambda_function";
    private static final String VARIABLES = "environment/variables/";

    /** Words of the names of buckets with records; the foundation's hold state, and its log. */
    private static final Pattern RECORDS = Pattern.compile("(trail|config|audit)-.*|.*-(trail|config|audit)-.*");

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod", "local"})
    void holds(String environment) {
        assertThat(violations(SynthesizedStacks.shipped("security-" + environment), environment))
                .isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("security-dev");
        assertThat(violations(remediation(dev, "SCOPE", "OPT_IN"), "dev")).hasSize(1);
        assertThat(violations(remediation(dev, "SYSTEMS", "security,payments,portal"), "dev"))
                .containsExactlyInAnyOrder(
                        "loyalty-dev is tagged System=loyalty",
                        "loyalty-dev-access-logs- is not covered",
                        "loyalty-dev-assets-111122223333 is not covered");
        assertThat(violations(
                        remediation(dev, "EXCLUDED_BUCKETS", "security-trail-*,security-config-*,*-audit-*"), "dev"))
                .hasSize(1);
        assertThat(violations(remediation(dev, "EXCLUDED_BUCKETS", "*"), "dev")).isNotEmpty();
    }

    private static List<String> violations(StackJson security, String environment) {
        List<String> systems = List.of(variable(security, "SYSTEMS").split(",", -1));
        List<String> excluded = List.of(variable(security, "EXCLUDED_BUCKETS").split(",", -1));
        List<String> all = new ArrayList<>();
        if (!variable(security, "SCOPE").equals("OPT_OUT")) {
            all.add("a person must tag first");
        }
        for (StackJson stack : SynthesizedStacks.shipped()) {
            if (!stack.id().endsWith("-" + environment)) {
                continue;
            }
            boolean foundation = stack.system().equals("foundation");
            String tag = stack.root()
                    .at("/provider/aws/0/default_tags/0/tags/System")
                    .asText();
            if (systems.contains(tag) == foundation) {
                all.add(stack.id() + " is tagged System=" + tag);
            }
            for (String bucket : buckets(stack)) {
                boolean denied = excluded.stream().anyMatch(pattern -> matches(pattern, bucket));
                boolean covered = !denied && systems.stream().anyMatch(system -> bucket.startsWith(system + "-"));
                boolean records = RECORDS.matcher(bucket).matches();
                if (covered == (records || foundation)) {
                    all.add(bucket + (covered ? " is covered" : " is not covered"));
                }
                if (foundation && !bucket.endsWith("-") && !denied) {
                    all.add("the state bucket is not excluded");
                }
            }
        }
        return all;
    }

    private static List<String> buckets(StackJson stack) {
        return stack.all("aws_s3_bucket").stream()
                .map(bucket -> Optional.of(bucket.at("bucket").asText())
                        .filter(name -> !name.isEmpty())
                        .orElseGet(() -> bucket.at("bucket_prefix").asText()))
                .toList();
    }

    private static String variable(StackJson stack, String name) {
        return stack.all(FUNCTION).stream()
                .map(function -> function.at(VARIABLES + name))
                .filter(value -> !value.isMissingNode())
                .findFirst()
                .orElseThrow()
                .asText();
    }

    private static StackJson remediation(StackJson stack, String name, String value) {
        return stack.changed(json -> json.path("resource").path(FUNCTION).forEach(function -> ((ObjectNode)
                        function.path("environment").path("variables"))
                .replace(name, TextNode.valueOf(value))));
    }

    private static boolean matches(String pattern, String name) {
        return name.matches(
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
