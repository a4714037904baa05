package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.testing.FakeS3;
import io.tapstack.main.testing.TestKey;
import org.junit.jupiter.api.Test;

final class HealthTest {
    @Test
    void isWhatTheEmulatorSays() {
        try (FakeS3 emulator = new FakeS3()
                .put("/_tapstack/health", 200, "{\"status\":\"ok\",\"moto\":\"5.2.1\",\"functions\":true}")) {
            assertThat(Health.of(emulator.endpoint(), TestKey.ROOT)).contains(new Health("5.2.1", true, false));
        }
    }

    @Test
    void isNothingWhenAnotherProgramAnswers() {
        try (FakeS3 other = new FakeS3().put("/_tapstack/health", 200, "<html>hello</html>")) {
            assertThat(Health.of(other.endpoint(), TestKey.ROOT)).isEmpty();
        }
    }

    @Test
    void isNothingWhenItIsNotWell() {
        try (FakeS3 ill = new FakeS3().put("/_tapstack/health", 503, "{\"status\":\"ok\"}")) {
            assertThat(Health.of(ill.endpoint(), TestKey.ROOT)).isEmpty();
        }
    }

    @Test
    void isNothingWhenNobodyAnswers() {
        assertThat(Health.of("http://127.0.0.1:" + FreePort.choose(), TestKey.ROOT))
                .isEmpty();
    }
}
