package com.amazonaws.services.lambda.crac;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

final class SnapStartTest {
    @Test
    void goesThroughSnapshotAndRestoreWithoutNativeCode() {
        assertThatCode(() -> {
                    Core.getGlobalContext().beforeCheckpoint(null);
                    Core.getGlobalContext().afterRestore(null);
                })
                .doesNotThrowAnyException();
    }
}
