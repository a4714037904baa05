package io.tapstack.main.tap;

import io.tapstack.main.console.Phases;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.terraform.Bootstrap;
import io.tapstack.main.terraform.StackFolder;
import io.tapstack.main.terraform.StateStore;
import io.tapstack.main.terraform.Terraform;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Brings a system and its foundation up in the emulated AWS, or sees that they are up already. */
final class LocalDeployment {
    private final Session session;
    private final Session.Tools tools;
    private final LocalAws aws;
    private final Phases phases;
    private final String system;
    private final AtomicInteger changes = new AtomicInteger();

    LocalDeployment(Session session, Session.Tools tools, Phases phases, String system) {
        this.session = session;
        this.tools = tools;
        this.aws = new LocalAws(session);
        this.phases = phases;
        this.system = system;
    }

    /** What was changed in the emulated AWS. */
    int changes() {
        return changes.get();
    }

    /**
     * What was deployed before, if nothing that decides about it changed and nobody else deployed since. Looks at the
     * states only: whether a resource was changed by hand, only a deploy finds out.
     */
    Optional<Deployed> unchanged(EmulatorProcess emulator) {
        return Deployed.read(session.project().deployed(system))
                .filter(before -> before.fingerprint().equals(fingerprint()))
                .filter(before -> isAt(before.states(), store(emulator)));
    }

    /** Whether a Terraform was killed while it deployed here; refuses while one still works. */
    boolean wasKilled(EmulatorProcess emulator) {
        return terraforms(emulator).anyMatch(Terraform::wasKilled);
    }

    private Stream<Terraform> terraforms(EmulatorProcess emulator) {
        return Stream.of(Systems.FOUNDATION + "-local", system + "-local")
                .map(stack -> session.terraform(tools, folder(stack), aws.clients(emulator)));
    }

    /** Synthesizes the stacks; meanwhile starts the emulated AWS if none runs. */
    EmulatorProcess prepare(Optional<EmulatorProcess> running) {
        if (running.isPresent()) {
            synthesize();
            return running.get();
        }
        aws.forgetDeployments();
        CompletableFuture<EmulatorProcess> starting = CompletableFuture.supplyAsync(
                () -> phases.run("starting the emulated AWS", aws::start), LocalDeployment::inBackground);
        try {
            synthesize();
        } finally {
            starting.exceptionally(failed -> null).join(); // so that whoever cleans up finds it noted
        }
        return join(starting);
    }

    /**
     * Deploys the foundation, and, as the foundation's deployer, the system as soon as the foundation is of use: the rest
     * of its time it waits for the bucket's lifecycle rules to settle.
     */
    Deployed deploy(EmulatorProcess emulator) {
        return aws.watch(emulator)
                .during(() -> deployBoth(emulator), () -> terraforms(emulator).forEach(Terraform::kill));
    }

    private Deployed deployBoth(EmulatorProcess emulator) {
        StateStore store = store(emulator);
        StackFolder foundation = folder(Systems.FOUNDATION + "-local");
        StackFolder stack = folder(system + "-local");
        Readiness ready = new Readiness();
        CompletableFuture<Void> foundationDone = CompletableFuture.runAsync(
                () -> phases.run(
                        "deploying " + foundation.name(), () -> deployFoundation(emulator, store, foundation, ready)),
                LocalDeployment::inBackground);
        var unused = foundationDone.whenComplete((done, failed) -> ready.give());
        Map<String, Terraform.Output> outputs;
        try {
            ready.await();
            if (foundationDone.isCompletedExceptionally()) {
                join(foundationDone);
            }
            outputs = phases.run("deploying " + stack.name(), () -> deployStack(emulator, stack));
        } finally {
            foundationDone.exceptionally(failed -> null).join(); // never leave while Terraform works
        }
        join(foundationDone);
        Deployed deployed =
                new Deployed(fingerprint(), states(store, List.of(foundation, stack)), Deployed.printable(outputs));
        deployed.write(session.project().deployed(system));
        return deployed;
    }

    void synthesize() {
        phases.run("synthesizing", () -> Synthesis.of(session.project(), session.machine())
                .run(
                        List.of(Systems.FOUNDATION + "-local", system + "-local"),
                        session.project().local()));
    }

    private void deployFoundation(EmulatorProcess emulator, StateStore store, StackFolder stack, Readiness ready) {
        Terraform terraform = session.terraform(tools, stack, aws.clients(emulator));
        Bootstrap bootstrap = new Bootstrap(terraform, store, session.project().bootstrapState("local"));
        changes.addAndGet(bootstrap.run(step -> true, ready));
    }

    private Map<String, Terraform.Output> deployStack(EmulatorProcess emulator, StackFolder stack) {
        LocalClients account = aws.clients(emulator);
        Terraform terraform = session.terraform(
                tools, stack, account, account.assume(Deployment.deployerRoleName(Environment.LOCAL), "tap-up"));
        terraform.init("-reconfigure");
        changes.addAndGet(terraform.apply(event -> {}));
        return terraform.outputs();
    }

    private String fingerprint() {
        return Fingerprint.of(session.project(), system, tools.program());
    }

    private StackFolder folder(String stack) {
        return StackFolder.in(session.project().local(), stack);
    }

    private StateStore store(EmulatorProcess emulator) {
        return new StateStore(aws.clients(emulator).s3());
    }

    private boolean isAt(Map<String, String> states, StateStore store) {
        List<StackFolder> stacks = states.keySet().stream().map(this::folder).toList();
        return stacks.stream().allMatch(stack -> Files.exists(stack.configuration()))
                && states(store, stacks).equals(states);
    }

    private static Map<String, String> states(StateStore store, List<StackFolder> stacks) {
        Map<String, String> states = new LinkedHashMap<>();
        stacks.forEach(
                stack -> states.put(stack.name(), store.stateTag(stack.state()).orElse("")));
        return states;
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "emulator start");
        thread.setDaemon(true);
        thread.start();
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
