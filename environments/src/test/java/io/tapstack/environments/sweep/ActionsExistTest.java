package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import java.util.Spliterators;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
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
        assertThat(isKnown("s3:PutBucket*")).isTrue();
        assertThat(isKnown("s3:PutBuckets*")).isFalse();
    }

    private static boolean isKnown(String action) {
        String[] parts = action.split(":", 2);
        Pattern name = Pattern.compile(parts[1].replace("*", ".*"));
        return ServiceReference.of(parts[0]).stream()
                .flatMap(service -> StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                service.path("actions").fieldNames(), 0),
                        false))
                .anyMatch(name.asMatchPredicate());
    }
}
