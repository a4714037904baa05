package io.tapstack.lambda.security.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S9")
class ReachTest {
    private static final List<String> RECORDS = List.of("security-trail-*", "*-audit-*", "the.state");

    @ParameterizedTest
    @CsvSource({
        "OPT_OUT, payments, '', true",
        "OPT_OUT, payments, auto, true",
        "OPT_OUT, payments, off, false",
        "OPT_OUT, others, '', false",
        "OPT_OUT, others, auto, false",
        "OPT_OUT, '', '', false",
        "OPT_IN, payments, '', false",
        "OPT_IN, payments, off, false",
        "OPT_IN, others, auto, true"
    })
    void tagsOfAGroupDecide(Reach.Scope scope, String system, String remediation, boolean reached) {
        var group = resource(ResourceKind.SECURITY_GROUP, "sg-0123456789abcdef0");

        assertThat(reach(scope).refusal(group)).isEmpty();
        assertThat(reach(scope)
                        .refusal(group, Map.of("System", system, "Remediation", remediation))
                        .isEmpty())
                .isEqualTo(reached);
    }

    @ParameterizedTest
    @CsvSource({"OPT_OUT, '', true", "OPT_OUT, off, false", "OPT_IN, '', false", "OPT_IN, auto, true"})
    void aBucketBelongsToASystemByItsName(Reach.Scope scope, String remediation, boolean reached) {
        var bucket = resource(ResourceKind.S3_BUCKET, "payments-dev-x");

        assertThat(reach(scope).refusal(bucket)).isEmpty();
        assertThat(reach(scope)
                        .refusal(bucket, Map.of("Remediation", remediation))
                        .isEmpty())
                .isEqualTo(reached);
    }

    @ParameterizedTest
    @ValueSource(strings = {"security-trail-dev-1", "payments-dev-audit-1", "the.state", "paymentsx", "someones"})
    void recordsStateAndForeignBucketsAreLeftToPeopleUnderEitherScope(String bucket) {
        for (var scope : Reach.Scope.values()) {
            assertThat(reach(scope).refusal(resource(ResourceKind.S3_BUCKET, bucket)))
                    .isPresent();
        }
    }

    /** A dot in a bucket's name is a dot. */
    @ParameterizedTest
    @ValueSource(strings = {"security-trails", "security-config-dev-1", "payments-audits"})
    void otherBucketsOfTheSystemsAreReached(String bucket) {
        assertThat(reach(Reach.Scope.OPT_OUT).refusal(resource(ResourceKind.S3_BUCKET, bucket)))
                .isEmpty();
    }

    private static Reach reach(Reach.Scope scope) {
        return new Reach(scope, Set.of("payments", "security"), RECORDS);
    }

    private static Finding.Resource resource(ResourceKind kind, String id) {
        return new Finding.Resource(kind.type(), Optional.of(kind), id, "123456789012", "eu-central-1");
    }
}
