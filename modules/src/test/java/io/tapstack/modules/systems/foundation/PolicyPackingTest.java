package io.tapstack.modules.systems.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C7")
final class PolicyPackingTest {

    @Test
    void keepsEveryStatementOnceAndEachPolicyBelowItsLimit() {
        List<Statement> statements = IntStream.range(0, 40)
                .mapToObj(i -> statement("S" + i, 100 + 37 * i))
                .toList();
        List<PolicyDocument> packed = PolicyPacking.pack(statements);
        assertThat(packed)
                .allSatisfy(document -> assertThat(PolicyPacking.size(document)).isLessThanOrEqualTo(6_144));
        assertThat(packed.stream().flatMap(document -> document.statements().stream()))
                .containsExactlyInAnyOrderElementsOf(statements);
    }

    @Test
    void fillsTheFirstPolicyThatHasRoom() {
        Statement large = statement("Large", 4_000);
        Statement larger = statement("Larger", 4_001);
        Statement small = statement("Small", 1_000);
        assertThat(PolicyPacking.pack(List.of(large, larger, small)))
                .containsExactly(PolicyDocument.of(large, small), PolicyDocument.of(larger));
    }

    @Test
    void fillsAPolicyToTheLastCharacter() {
        Statement first = statement("First", 3_000);
        int left = 6_144 - PolicyPacking.size(PolicyDocument.of(first, statement("Last", 0)));
        assertThat(PolicyPacking.pack(List.of(first, statement("Last", left)))).hasSize(1);
        assertThat(PolicyPacking.pack(List.of(first, statement("Last", left + 1))))
                .hasSize(2);
    }

    @Test
    void putsTheSameStatementOfTwoRegionsIntoTwoPolicies() {
        Statement here = statement("Keys", 10);
        Statement there = statement("Keys", 20);
        assertThat(PolicyPacking.pack(List.of(here, there)))
                .containsExactly(PolicyDocument.of(here), PolicyDocument.of(there));
    }

    private static Statement statement(String sid, int length) {
        return Statement.allow(sid).to("s3:GetObject").on("arn:aws:s3:::" + "b".repeat(length));
    }
}
