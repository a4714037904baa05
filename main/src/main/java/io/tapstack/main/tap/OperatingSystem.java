package io.tapstack.main.tap;

import io.tapstack.main.process.Machine;
import java.util.Locale;

/** What works on the operating system at hand; {@code docs/macos.md} tells it at length. */
final class OperatingSystem {
    private static final String NAME = "system";

    /** Set by WSL in each of its shells. */
    private static final String WSL = "WSL_DISTRO_NAME";

    private OperatingSystem() {}

    static Check check(Machine machine) {
        String words = machine.os() + ", " + machine.arch();
        String os = machine.os().toLowerCase(Locale.ROOT);
        if (os.startsWith("linux")) {
            return Check.ok(
                    NAME, words + machine.variable(WSL).map(name -> ", in WSL").orElse("") + ": everything works");
        }
        if (machine.isMac()) {
            return Check.note(
                    NAME,
                    words + ": everything is made to work, but has been tried on Linux only",
                    "docs/macos.md has a checklist of ten minutes");
        }
        if (os.startsWith("windows")) {
            return Check.missing(
                    NAME, words + ": works in WSL 2 only", "wsl --install, then clone and start inside it");
        }
        return Check.note(NAME, words + ": not tried yet", "Linux and macOS are what it is made for");
    }
}
