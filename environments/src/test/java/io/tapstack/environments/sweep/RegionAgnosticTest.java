package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.environments.testing.TestContext.Place;
import io.tapstack.modules.core.Environment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Accounts, regions, addresses and domains come from the context and from nowhere else; CloudFront chooses the region of the parts
 * that it has elsewhere.
 */
@Tag("C3")
final class RegionAgnosticTest {
    private static final Pattern ACCOUNT = Pattern.compile("(?<![0-9A-Za-z_])\\d{12}(?![0-9A-Za-z_])");
    /** Of a payment, in {@code openapi.json}; as long as an account's id. */
    private static final String LARGEST_AMOUNT = "\\\"maximum\\\": 999999999999";

    private static final Pattern REGION =
            Pattern.compile("(?:us|eu|ap|sa|ca|me|af|il|mx|cn)-(?:gov-)?(?:[a-z]{4,9})-\\d");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.-]+@[\\w-]+\\.[\\w.-]+");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack, TestContext.PLACES.get(stack.environment())))
                .isEmpty();
    }

    @Test
    @Tag("C2")
    void holdsForEveryEnvironmentInAnyOtherAccountAndRegion() {
        Map<Environment, Place> elsewhere = new EnumMap<>(Environment.class);
        for (Environment environment : Environment.values()) {
            elsewhere.put(environment, new Place("98765432109" + elsewhere.size(), "ap-southeast-3"));
        }
        SynthesizedStacks.of(TestContext.of(TestContext.json(elsewhere)))
                .values()
                .forEach(stack -> assertThat(violations(stack, elsewhere.get(stack.environment())))
                        .isEmpty());
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        for (String constant : List.of(
                "arn:aws:sns:eu-central-1:987654321098:x", "us-east-1", "somebody@example.com", "pay.example.org")) {
            assertThat(violations(
                            dev.with("aws_sqs_queue", "name", constant), TestContext.PLACES.get(dev.environment())))
                    .as(constant)
                    .isNotEmpty();
        }
        StackJson portal = SynthesizedStacks.shipped("portal-dev");
        Place place = TestContext.PLACES.get(portal.environment());
        for (String type : List.of("aws_sqs_queue", "aws_db_instance", "aws_lb", "aws_cloudfront_distribution")) {
            assertThat(violations(portal.with(type, "name", "us-east-1"), place))
                    .as(type)
                    .isNotEmpty();
        }
    }

    private static List<String> violations(StackJson stack, Place place) {
        String text = withoutEdge(stack, place).replace(LARGEST_AMOUNT, "");
        List<String> all = new ArrayList<>();
        strangers(ACCOUNT, text, place.accountId(), all);
        strangers(REGION, text, place.region(), all);
        String domain = stack.environment().id() + ".example.com";
        String senders = "offers@loyalty-" + stack.environment().id() + "." + domain;
        strangers(ADDRESS, text.replace(senders, ""), TestContext.alertEmail(stack.environment()), all);
        strangers(Pattern.compile("[\\w-]+\\.example\\.\\w+"), text, domain, all);
        return all;
    }

    /** The stack's text with its own region where CloudFront's may be. */
    private static String withoutEdge(StackJson stack, Place place) {
        String text = stack.root().toString();
        for (JsonNode part : partsOfEdge(stack)) {
            text = text.replace(part.toString(), part.toString().replace("us-east-1", place.region()));
        }
        for (Map.Entry<String, JsonNode> policy :
                stack.root().at("/resource/aws_s3_bucket_policy").properties()) {
            if (policy.getKey().startsWith("load-balancer_access-logs_policy_")) { // for ELB's account of the region
                String known = policy.getValue().toString().replaceFirst("arn:aws:iam::\\d{12}:root", "");
                text = text.replace(policy.getValue().toString(), known);
            }
        }
        return text;
    }

    /** What is made by the edge's provider, that itself, the graphs of CloudFront, what lets its logs in, and the deployer's right to make all. */
    private static List<JsonNode> partsOfEdge(StackJson stack) {
        List<JsonNode> parts = new ArrayList<>();
        stack.root().at("/provider/aws").forEach(provider -> {
            if (provider.path("alias").asText().equals("us_east_1")) {
                parts.add(provider);
            }
        });
        for (JsonNode byName : stack.root().path("resource")) {
            for (Map.Entry<String, JsonNode> resource : byName.properties()) {
                boolean isDeployers =
                        stack.system().equals("foundation") && resource.getKey().matches("deployer_systems-\\d+_.*");
                boolean isDashboard =
                        stack.system().equals("portal") && resource.getValue().has("dashboard_body");
                boolean isForLogs = resource.getKey().startsWith("edge_access-logs_policy_");
                if (isDeployers
                        || isDashboard
                        || isForLogs
                        || resource.getValue().path("provider").asText().equals("aws.us_east_1")) {
                    parts.add(resource.getValue());
                }
            }
        }
        return parts;
    }

    private static void strangers(Pattern pattern, String text, String own, List<String> all) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (!matcher.group().equals(own)) {
                all.add(matcher.group());
            }
        }
    }
}
