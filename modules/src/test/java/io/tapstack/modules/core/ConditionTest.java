package io.tapstack.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConditionTest {
    @Test
    void usesIamsOperators() {
        assertThat(Condition.equals("k", "a", "b")).isEqualTo(new Condition("StringEquals", "k", List.of("a", "b")));
        assertThat(Condition.like("k", "a*")).isEqualTo(new Condition("StringLike", "k", List.of("a*")));
        assertThat(Condition.arnLike("k", "arn:*")).isEqualTo(new Condition("ArnLike", "k", List.of("arn:*")));
        assertThat(Condition.isTrue("k")).isEqualTo(new Condition("Bool", "k", List.of("true")));
        assertThat(Condition.isFalse("k")).isEqualTo(new Condition("Bool", "k", List.of("false")));
    }

    @Test
    void keepsServicesToThisAccount() {
        assertThat(Condition.sourceAccount(Samples.ACCOUNT))
                .isEqualTo(Condition.equals("aws:SourceAccount", "123456789012"));
    }
}
