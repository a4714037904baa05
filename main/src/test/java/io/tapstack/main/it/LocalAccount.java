package io.tapstack.main.it;

import io.tapstack.browser.Patience;
import io.tapstack.main.console.Console;
import io.tapstack.main.localaws.EmulatedAws;
import io.tapstack.main.localaws.EmulatorCommand;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.FreePort;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.localaws.MotoInstallation;
import io.tapstack.main.localaws.PostgresPrograms;
import io.tapstack.main.localaws.RootKey;
import io.tapstack.main.process.Interrupt;
import io.tapstack.main.process.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** An emulated AWS of a test's own, for environments that {@code tap up} does not deploy. */
final class LocalAccount implements AutoCloseable {
    private static final Duration PATIENCE = Patience.LIMIT;

    private final EmulatorProcess process;
    private final Checkout checkout;
    private final Path folder;

    private LocalAccount(EmulatorProcess process, Checkout checkout, Path folder) {
        this.process = process;
        this.checkout = checkout;
        this.folder = folder;
    }

    static LocalAccount start(Checkout checkout) {
        Machine machine = Machine.current();
        Console console = new Console(
                new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8),
                false,
                Optional.empty());
        Path folder = checkout.root().resolve("emulator");
        Path target = checkout.project().resolve("main/target");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EmulatorCommand command = new EmulatorCommand(
                machine,
                new MotoInstallation(machine, checkout.project().resolve(".venv"), console)
                        .ensure()
                        .executable(),
                checkout.project().resolve("main/emulator"),
                folder,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                checkout.project().resolve("main/lambda-runtime/target/lambda-runtime.jar"),
                PostgresPrograms.ensure(machine, target.resolve("postgres"), target.resolve("postgres-programs"))
                        .folder());
        Path note = checkout.root().resolve("emulator.process.json");
        Path log = checkout.root().resolve("emulator.log");
        EmulatorProcess process =
                new EmulatedAws(command, note, log, PATIENCE, FreePort::choose).start(new Interrupt());
        return new LocalAccount(process, checkout, folder);
    }

    EmulatedAccount account(String region) {
        return new EmulatedAccount(new LocalClients(process.endpoint(), region, RootKey.in(folder)));
    }

    @Override
    public void close() {
        try {
            CheckedRequests.keep(checkout, process, folder);
        } finally {
            process.process().end();
        }
    }
}
