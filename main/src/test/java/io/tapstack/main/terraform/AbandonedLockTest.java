package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.process.KnownProcess;
import io.tapstack.main.testing.FakeS3;
import io.tapstack.main.testing.Stage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("C5")
final class AbandonedLockTest {
    @TempDir
    private Path folder;

    private final FakeS3 s3 = new FakeS3();
    private FakeTerraform fake;
    private AbandonedLock lock;

    @BeforeEach
    void setTheStage() {
        fake = new FakeTerraform(new Stage(folder));
        lock = new AbandonedLock(
                fake.saying("exit 0"), new StateStore(new LocalClients(s3.endpoint(), "eu-central-1").s3()));
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void isNoneAfterAnOrdinaryEnd() {
        assertThat(lock.wasKilled()).isFalse();
    }

    @Test
    void isReleasedAfterAKill() {
        new KnownProcess(Integer.MAX_VALUE, 1, 0).write(lock.terraform().note());
        s3.put("/state/k.tflock", 200, "{\"ID\":\"35c70a12\"}");
        assertThat(lock.wasKilled()).isTrue();
        assertThat(lock.release()).isTrue();
        assertThat(fake.calls()).containsExactly("force-unlock -force 35c70a12");
        assertThat(lock.wasKilled()).isFalse();
    }

    @Test
    void mayHaveBeenReleasedInTime() {
        new KnownProcess(Integer.MAX_VALUE, 1, 0).write(lock.terraform().note());
        assertThat(lock.release()).isFalse();
        assertThat(fake.calls()).isEmpty();
    }

    @Test
    void isRespectedWhileTerraformStillWorks() throws IOException {
        Process working = new ProcessBuilder("sleep", "60").start();
        try {
            KnownProcess.of(working.toHandle(), 0).write(lock.terraform().note());
            assertThatThrownBy(lock::wasKilled)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("still works on foundation-local (process " + working.pid());
        } finally {
            working.destroyForcibly();
        }
    }
}
