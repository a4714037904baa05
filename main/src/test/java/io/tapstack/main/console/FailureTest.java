package io.tapstack.main.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class FailureTest {

    @Test
    void tellsTheReasonThatAnExceptionAboutAFileHasInItsTypeOnly() {
        assertThat(Failure.of("cannot write", new AccessDeniedException("/etc/x")))
                .hasMessage("cannot write: permission denied (/etc/x)");
        assertThat(Failure.of("cannot read", new NoSuchFileException("/etc/x")))
                .hasMessage("cannot read: no such file or folder (/etc/x)");
        assertThat(Failure.of("cannot make", new FileAlreadyExistsException("/etc/x")))
                .hasMessage("cannot make: something else is there (/etc/x)");
    }

    @Test
    void repeatsTheReasonOfAnyOtherException() {
        assertThat(Failure.of("cannot write", new IOException("No space left on device")))
                .hasMessage("cannot write: No space left on device");
        assertThat(Failure.of("cannot write", new IOException())).hasMessage("cannot write: IOException");
    }
}
