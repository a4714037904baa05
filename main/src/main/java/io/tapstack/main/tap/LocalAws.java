package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.EmulatedAws;
import io.tapstack.main.localaws.EmulatorApi;
import io.tapstack.main.localaws.EmulatorCommand;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.Folders;
import io.tapstack.main.localaws.FreePort;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.localaws.MotoInstallation;
import io.tapstack.main.localaws.PostgresPrograms;
import io.tapstack.main.localaws.Python;
import io.tapstack.main.localaws.RootKey;
import io.tapstack.main.process.KnownProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The emulated AWS of the project: found running, or started from nothing. */
record LocalAws(Session session) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    Optional<EmulatorProcess> running() {
        sayWhatIsForeign();
        return EmulatedAws.running(
                session.project().emulatorNote(), session.project().emulatorFolder());
    }

    /** The one that must be running already. */
    EmulatorProcess required() {
        return running().orElseThrow(() -> new Failure("no emulated AWS is running", "run tap up"));
    }

    /** AWS clients for it. */
    LocalClients clients(EmulatorProcess aws) {
        return clients(aws, session.project().region("local"));
    }

    LocalClients clients(EmulatorProcess aws, String region) {
        return new LocalClients(
                aws.endpoint(), region, RootKey.in(session.project().emulatorFolder()));
    }

    EmulatorApi api(EmulatorProcess aws) {
        return new EmulatorApi(clients(aws));
    }

    /** Starts it; another that is noted but not well is ended first. */
    EmulatorProcess start() {
        Project project = session.project();
        Python python =
                new MotoInstallation(session.machine(), project.virtualEnvironment(), session.console()).ensure();
        PostgresPrograms postgres =
                PostgresPrograms.ensure(session.machine(), project.packedPostgres(), project.postgres());
        if (postgres.installed()) {
            session.console()
                    .say("using the installed PostgreSQL " + postgres.version() + ", which may differ from the"
                            + " deployed version");
        }
        EmulatorCommand command = new EmulatorCommand(
                session.machine(),
                python.executable(),
                project.emulatorSources(),
                project.emulatorFolder(),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                project.lambdaRuntime(),
                postgres.folder());
        Folders.create(project.emulatorFolder());
        Path log = project.logs().resolve("emulator.log");
        return new EmulatedAws(command, project.emulatorNote(), log, PATIENCE, FreePort::choose)
                .start(session.interrupt());
    }

    EmulatorWatch watch(EmulatorProcess emulator) {
        return new EmulatorWatch(emulator, session.project().emulatorFolder().resolve("emulator.log"));
    }

    /** Ends it and returns the ids of the processes that are gone. */
    List<Long> stop() {
        sayWhatIsForeign();
        return EmulatorProcess.read(session.project().emulatorNote())
                .map(emulator -> emulator.process().end())
                .orElse(List.of());
    }

    private void sayWhatIsForeign() {
        KnownProcess.Foreign.read(session.project().emulatorNote())
                .filter(foreign -> foreign.process().isAlive())
                .ifPresent(foreign -> session.console()
                        .say("the emulated AWS noted here (process "
                                + foreign.process().pid() + ") was started in "
                                + (foreign.folder().isEmpty() ? "an unknown folder" : foreign.folder())
                                + ", of which this is a copy: left alone"));
    }

    /** What was deployed to an emulated AWS went with it, so all that is known of it goes too. */
    void forgetDeployments() {
        Path local = session.project().local();
        for (String folder : List.of("stacks", "deployed", "bootstrap", "emulator")) {
            Folders.remove(local.resolve(folder));
        }
        Folders.remove(session.project().logs());
    }
}
