package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every action that a policy names is one of AWS's, so that no typing error grants nothing or denies nothing. The
 * emulated AWS keeps the reference.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">Service Authorization Reference</a>
 */
@Tag("C7")
final class ActionsExistTest {
    @EveryStack
    void holds(StackJson stack) {
        assertThat(PolicyStatement.of(stack)).isNotEmpty().allSatisfy(statement -> assertThat(statement.actions())
                .as(statement.where())
                .allMatch(ActionsExistTest::isKnown));
    }

    @Test
    void tellsAnActionFromATypingError() {
        assertThat(isKnown("wafv2:AssociateWebACL")).isTrue();
        assertThat(isKnown("kms:*")).isTrue();
        assertThat(isKnown("wafv2:AssociateWebAcls")).isFalse();
        assertThat(isKnown("waf3:*")).isFalse();
    }

    private static boolean isKnown(String action) {
        String[] parts = action.split(":", 2);
        return ServiceReference.of(parts[0])
                .filter(service ->
                        parts[1].equals("*") || service.path("actions").has(parts[1]))
                .isPresent();
    }
}
