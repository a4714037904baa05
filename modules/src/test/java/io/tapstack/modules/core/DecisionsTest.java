package io.tapstack.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The decisions that constructs ask for by name. */
final class DecisionsTest {
    @Test
    void onlyWhatIsProtectedIsProtected() {
        assertThat(Protection.PROTECTED.isProtected()).isTrue();
        assertThat(Protection.DISPOSABLE.isProtected()).isFalse();
    }

    @Test
    void onlyWhatIsCreatedHereIsCreated() {
        assertThat(Singleton.CREATE.isCreated()).isTrue();
        assertThat(Singleton.EXISTS_IN_ACCOUNT.isCreated()).isFalse();
    }
}
