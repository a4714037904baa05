package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
import io.tapstack.main.console.Phases;
import io.tapstack.main.console.Table;
import io.tapstack.main.demo.Demonstration;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.process.Interrupt;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tap up}: everything from nothing to a system that is shown working. */
@Command(
        name = "up",
        description = {
            "Deploys a system to an emulated AWS on this machine and shows it working.",
            "",
            "Starts the emulated AWS if none runs (moto " + io.tapstack.main.localaws.Python.MOTO
                    + " from the PATH, or installed into .venv), applies the foundation, then the system as the"
                    + " foundation's deployer role, prints outputs and endpoints, and uses the system as a client would."
                    + " Run again, it deploys only if something changed. Everything listens on 127.0.0.1 only. After Ctrl-C, the next"
                    + " tap up continues; tap down stops and deletes everything."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "system",
            defaultValue = Systems.DEFAULT,
            description = "what to deploy: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
            completionCandidates = Systems.LocalNames.class)
    private String system;

    @Option(names = "--keep", description = "if the deploy fails, keep the emulated AWS running for inspection")
    private boolean keep;

    @Option(names = "--refresh", description = "deploy even if nothing changed, to undo manual changes")
    private boolean refresh;

    @Option(names = "--json", description = "print the result as one JSON document on standard output")
    private boolean json;

    @Option(
            names = "--provider-mirror",
            paramLabel = "<folder>",
            description = "take the AWS provider from this mirror")
    private Path mirror;

    private EmulatorProcess started;

    UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!Systems.local().contains(system)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no system \"" + system + "\" for tap up; there is " + String.join(", ", Systems.local()));
        }
        return UpLock.holding(session.project().lock(), "tap up " + system, this::upOrStop);
    }

    private int upOrStop() {
        try {
            up();
            return ExitCode.OK;
        } catch (Interrupt.Interrupted e) {
            session.console().say("tap: interrupted; what was made so far is kept");
            session.console().say("     tap up goes on from here, tap down removes it");
            return ExitCode.INTERRUPTED;
        } catch (Failure e) {
            stopWhatWasStarted();
            throw e;
        }
    }

    private void up() {
        Phases phases = new Phases(session.console());
        Session.Tools tools = session.tools(Optional.ofNullable(mirror));
        LocalDeployment deployment = new LocalDeployment(session, tools, phases, system);
        Optional<EmulatorProcess> running =
                new LocalAws(session).running().filter(aws -> isTrustworthy(deployment, aws));
        running.ifPresent(aws -> session.console().say("the emulated AWS runs on " + aws.endpoint()));

        Optional<Deployed> unchanged = refresh ? Optional.empty() : running.flatMap(deployment::unchanged);
        EmulatorProcess emulator;
        Deployed deployed;
        if (unchanged.isPresent()) {
            session.console().say("nothing changed since the last tap up: not deploying (--refresh does)");
            emulator = running.orElseThrow();
            deployed = unchanged.get();
        } else {
            emulator = start(deployment, running);
            deployed = deployment.deploy(emulator);
        }
        Demonstration demonstration = Systems.demonstration(system).orElseThrow();
        Demonstration.Target target = target(emulator, deployed);
        List<Demonstration.Step> steps = new LocalAws(session)
                .watch(emulator)
                .during(() -> phases.run("showing " + system + " at work", () -> demonstration.show(target)), () -> {});
        report(
                phases,
                deployed,
                demonstration.endpoints(target),
                steps,
                demonstration.commands(target),
                deployment.changes());
    }

    /** What a killed Terraform made since it last saved its state, no state knows: then it is better to start over. */
    private boolean isTrustworthy(LocalDeployment deployment, EmulatorProcess running) {
        if (!deployment.wasKilled(running)) {
            return true;
        }
        session.console().say("the last Terraform was killed before it saved all that it made: starting over");
        new LocalAws(session).stop();
        return false;
    }

    private EmulatorProcess start(LocalDeployment deployment, Optional<EmulatorProcess> running) {
        if (running.isPresent()) {
            return deployment.prepare(running);
        }
        try {
            started = deployment.prepare(running);
            return started;
        } catch (Failure e) {
            started = new LocalAws(session).running().orElse(null);
            throw e;
        }
    }

    private Demonstration.Target target(EmulatorProcess emulator, Deployed deployed) {
        Map<String, String> outputs = new LinkedHashMap<>();
        deployed.outputs().forEach((name, output) -> outputs.put(name, output.value()));
        return new Demonstration.Target(
                new LocalAws(session).clients(emulator),
                outputs,
                session.project().deployed(system).resolveSibling(system + ".demonstration.json"),
                session.console(),
                session.interrupt());
    }

    private void report(
            Phases phases,
            Deployed deployed,
            Map<String, String> endpoints,
            List<Demonstration.Step> steps,
            List<String> commands,
            int changes) {
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("system", system);
            result.put("changes", changes);
            result.put("endpoints", endpoints);
            result.put("outputs", deployed.outputs());
            result.put("demonstration", steps);
            result.put("commands", commands);
            result.put("phases", phases.done());
            result.put("seconds", phases.elapsedSeconds());
            session.console().json(result);
            return;
        }
        Table outputs = new Table();
        deployed.outputs().forEach((name, output) -> outputs.row("  " + name, output.description(), output.value()));
        Table addresses = new Table();
        endpoints.forEach((name, url) -> addresses.row("  " + name, url));
        Table shown = new Table();
        steps.forEach(step -> shown.row("  " + step.action(), step.outcome()));
        section("Outputs", outputs);
        section("Endpoints", addresses);
        section("Shown working", shown);
        Table tries = new Table();
        commands.forEach(line -> tries.row("  " + line));
        tries.row("  ./tap console");
        section("Try it", tries);
        session.console().result("");
        session.console()
                .result(system + " is up, " + changes + " changes, " + phases.elapsedSeconds()
                        + " s. tap down ends and removes it.");
    }

    private void section(String title, Table table) {
        session.console().result("");
        session.console().result(title);
        table.lines().forEach(session.console()::result);
    }

    private void stopWhatWasStarted() {
        if (started == null) {
            return;
        }
        if (keep) {
            session.console().say("the emulated AWS is left running on " + started.endpoint() + " (--keep)");
        } else if (!new LocalAws(session).stop().isEmpty()) {
            session.console()
                    .say("the emulated AWS that this command started is stopped (tap up --keep leaves it running to"
                            + " look into); logs are in " + session.project().logs());
        }
    }
}
