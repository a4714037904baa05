package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.testing.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OperatingSystemTest {
    @TempDir
    private Path folder;

    @Test
    void everythingWorksOnLinux() {
        assertThat(check("Linux", "amd64")).isEqualTo(Check.ok("system", "Linux, amd64: everything works"));
    }

    @Test
    void everythingWorksInWsl() {
        Stage wsl = new Stage(folder).with("WSL_DISTRO_NAME", "Debian");
        assertThat(OperatingSystem.check(wsl.machine()).what()).isEqualTo("Linux, amd64, in WSL: everything works");
    }

    @Test
    void aMacIsSaidToBeUntried() {
        Check check = check("Mac OS X", "aarch64");
        assertThat(check.state()).isEqualTo(Check.State.NOTE);
        assertThat(check.what()).startsWith("Mac OS X, aarch64: ").contains("tried on Linux only");
        assertThat(check.advice()).contains("docs/macos.md");
        assertThat(Files.exists(Path.of("../docs/macos.md"))).isTrue();
    }

    @Test
    void windowsNeedsWsl() {
        Check check = check("Windows 11", "amd64");
        assertThat(check.state()).isEqualTo(Check.State.MISSING);
        assertThat(check.advice()).startsWith("wsl --install");
    }

    @Test
    void anotherSystemIsNotRefused() {
        assertThat(check("FreeBSD", "amd64").state()).isEqualTo(Check.State.NOTE);
    }

    private Check check(String os, String arch) {
        return OperatingSystem.check(new Stage(folder).machine(os, arch));
    }
}
