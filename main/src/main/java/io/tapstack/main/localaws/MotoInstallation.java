package io.tapstack.main.localaws;

import io.tapstack.main.console.Console;
import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Puts moto into a virtual environment of the project's own, when no Python on the machine has it. */
public final class MotoInstallation {
    private static final String PACKAGE = "moto[server]==" + Python.MOTO;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Machine machine;
    private final Path folder;
    private final Console console;

    /** @param folder of the virtual environment; kept by {@code tap down} */
    public MotoInstallation(Machine machine, Path folder, Console console) {
        this.machine = machine;
        this.folder = folder;
        this.console = console;
    }

    /** A Python with moto, made if there is none. */
    public Python ensure() {
        return Python.withMoto(machine, folder).orElseGet(this::install);
    }

    private Python install() {
        Python base = Python.any(machine)
                .orElseThrow(() -> new Failure(
                        "no Python 3 on the PATH; the emulated AWS runs on it",
                        "install Python 3.9 or newer (apt-get install python3 python3-venv, brew install python)"));
        console.say("no Python here has moto " + Python.MOTO + ": installing it into " + folder);
        run(
                List.of(base.executable().toString(), "-m", "venv", folder.toString()),
                "cannot make the virtual environment " + folder,
                "on Debian and Ubuntu: apt-get install python3-venv");
        Path python = folder.resolve("bin/python");
        run(
                List.of(python.toString(), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", PACKAGE),
                "cannot install " + PACKAGE + " into " + folder,
                "pip needs PyPI, or an index or folder of wheels of yours (PIP_INDEX_URL, PIP_FIND_LINKS)",
                "or install it yourself where python3 finds it: pip install '" + PACKAGE + "'");
        return Python.ask(python, machine)
                .filter(Python::hasMoto)
                .orElseThrow(
                        () -> new Failure(python + " does not have moto " + Python.MOTO + " after its installation"));
    }

    private void run(List<String> command, String problem, String... advice) {
        Program.Result result = new Program(command, machine.home(), machine.copyOfEnvironment()).run(PATIENCE);
        if (!result.succeeded()) {
            List<String> lines = result.text().lines().toList();
            String last = String.join("\n  ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
            throw new Failure(problem + ":\n  " + last, advice);
        }
    }
}
