package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Accounts, regions, addresses and domains come from the context and from nowhere else. */
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
            elsewhere.put(environment, new Place("987654321098", "cn-northwest-1"));
        }
        SynthesizedStacks.of(TestContext.of(TestContext.json(elsewhere)))
                .values()
                .forEach(stack -> {
                    assertThat(violations(stack, elsewhere.get(stack.environment())))
                            .isEmpty();
                    assertThat(stack.root().toString()).doesNotContain("arn:aws:");
                });
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
    }

    private static List<String> violations(StackJson stack, Place place) {
        String text = stack.root().toString().replace(LARGEST_AMOUNT, "");
        List<String> all = new ArrayList<>();
        strangers(ACCOUNT, text, place.accountId(), all);
        strangers(REGION, text, place.region(), all);
        String domain = stack.environment().id() + ".example.com";
        String senders = "offers@loyalty-" + stack.environment().id() + "." + domain;
        strangers(ADDRESS, text.replace(senders, ""), TestContext.alertEmail(stack.environment()), all);
        strangers(Pattern.compile("[\\w-]+\\.example\\.\\w+"), text, domain, all);
        return all;
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
