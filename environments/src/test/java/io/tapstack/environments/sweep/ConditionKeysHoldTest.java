package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each action of a policy has the service's condition keys that its statement names. AWS sets no others, so that such a
 * condition never holds and its statement allows nothing (or, negated, limits nothing).
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">Service Authorization Reference</a>
 */
@Tag("C7")
final class ConditionKeysHoldTest {
    /** AWS's own key policy for CloudWatch Logs has it: AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html. */
    private static final Set<String> OF_AWS_ITSELF = Set.of("kms:DescribeKey kms:EncryptionContext:aws:logs:arn");

    /** For whatever a function calls: lambda/latest/dg/permissions-source-function-arn.html. */
    private static final String OF_FUNCTIONS = "lambda:SourceFunctionArn";

    @EveryStack
    void holds(StackJson stack) {
        assertThat(PolicyStatement.of(stack)).isNotEmpty().allSatisfy(statement -> assertThat(unknown(statement.body()))
                .as(statement.where())
                .allMatch(OF_AWS_ITSELF::contains));
    }

    @Test
    void tellsAKeyOfTheActionFromOneOfAnother() {
        assertThat(isSet("iam:CreateRole", "iam:PermissionsBoundary")).isTrue();
        assertThat(isSet("iam:TagRole", "iam:PermissionsBoundary")).isFalse();
        assertThat(isSet("kms:Decrypt", "kms:EncryptionContext:aws:logs:arn")).isTrue();
        assertThat(isSet("kms:DescribeKey", "kms:EncryptionContext:aws:logs:arn"))
                .isFalse();
        assertThat(isSet("sns:Publish", "aws:SourceArn")).isTrue();
        assertThat(isSet("sns:Publish", "kms:ViaService")).isFalse();
    }

    /** Pairs of an action and a key that it does not have. */
    private static List<String> unknown(JsonNode statement) {
        List<String> keys = new ArrayList<>();
        statement.path("Condition").forEach(operator -> operator.fieldNames().forEachRemaining(keys::add));
        List<String> actions = new ArrayList<>();
        JsonNode action = statement.path("Action");
        (action.isArray() ? action : List.of(action)).forEach(each -> actions.add(each.asText()));
        return actions.stream()
                .flatMap(each -> keys.stream().filter(key -> !isSet(each, key)).map(key -> each + " " + key))
                .toList();
    }

    /** Global keys are AWS's own; a service's that are not in its table are set for all it does. */
    private static boolean isSet(String action, String key) {
        String[] parts = action.split(":", 2);
        if (key.startsWith("aws:") || key.equals(OF_FUNCTIONS) || parts[1].contains("*")) {
            return true;
        }
        String known = key.toLowerCase(Locale.ROOT)
                .replaceFirst("^kms:encryptioncontext:.*", "kms:encryptioncontext:\\${encryptioncontextkey}");
        JsonNode actions = ServiceReference.of(parts[0])
                .map(service -> service.path("keys").path(known))
                .orElseThrow(() -> new AssertionError("no reference of " + action));
        if (actions.isMissingNode()) {
            return key.startsWith(parts[0] + ":");
        }
        List<String> having = new ArrayList<>();
        actions.forEach(each -> having.add(each.asText()));
        return having.contains(parts[1]);
    }
}
