package io.tapstack.main.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Console;
import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Interrupt;
import io.tapstack.main.process.KnownProcess;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs Terraform in the folder of one stack.
 *
 * @param environment all variables that it sees; see {@link TerraformEnvironment}
 * @param log gets every line that Terraform says
 */
public record Terraform(
        TerraformProgram program,
        StackFolder stack,
        Map<String, String> environment,
        Path log,
        Console console,
        Interrupt interrupt) {
    /** Slow types are the provider waiting: many at once cost nothing. */
    private static final String PARALLELISM = "-parallelism=30";

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int CHANGES = 2;

    /** Exit codes from here on are signals: nobody had the time to release the state's lock. */
    private static final int KILLED = 128;

    /** What a plan does about the lock of the state. */
    public enum Lock {
        /** Nothing may change the state meanwhile. */
        TAKE("-lock-timeout=10s"),
        /** Needs no right to write beside the state; a deploy under way may make the plan stale. */
        LEAVE("-lock=false");

        private final String argument;

        Lock(String argument) {
            this.argument = argument;
        }
    }

    /** A value that a stack tells the world. */
    public record Output(JsonNode value, String description, boolean sensitive) {}

    /** Prepares the folder: provider, backend. {@code arguments} say what to do about another backend than before. */
    public void init(String... arguments) {
        List<String> all = new ArrayList<>(List.of("init", "-input=false", "-no-color"));
        all.addAll(List.of(arguments));
        StringBuilder said = new StringBuilder();
        int code = run(all, line -> said.append(line).append('\n'), () -> false);
        if (code != 0) {
            throw TerraformFailed.of("terraform init of " + stack.name(), List.of(), problemsOf(said.toString()));
        }
    }

    /**
     * Applies the stack and returns the number of changes made.
     *
     * @param listener hears of every event
     */
    public int apply(Consumer<TerraformEvent> listener) {
        ApplyProgress progress = new ApplyProgress();
        List<String> arguments =
                List.of("apply", "-json", "-auto-approve", "-input=false", PARALLELISM, Lock.TAKE.argument);
        Consumer<String> lines = line -> {
            TerraformEvent event = TerraformEvent.parse(line);
            progress.accept(event);
            listener.accept(event);
        };
        int code =
                Ticker.during(console, stack.name(), progress::words, () -> run(arguments, lines, progress::stopping));
        interrupt.check();
        if (code != 0) {
            throw TerraformFailed.of("terraform apply of " + stack.name(), progress.errors(), "see " + log);
        }
        return progress.completed();
    }

    /** Plans into {@code file} and returns whether there is anything to change. */
    public boolean plan(Path file, Lock lock) {
        ApplyProgress progress = new ApplyProgress();
        List<String> arguments = List.of(
                "plan", "-json", "-detailed-exitcode", "-input=false", PARALLELISM, lock.argument, "-out=" + file);
        Consumer<String> lines = line -> progress.accept(TerraformEvent.parse(line));
        int code =
                Ticker.during(console, stack.name(), progress::words, () -> run(arguments, lines, progress::stopping));
        interrupt.check();
        if (code != 0 && code != CHANGES) {
            throw TerraformFailed.of("terraform plan of " + stack.name(), progress.errors(), "see " + log);
        }
        return code == CHANGES;
    }

    /** A plan file, in Terraform's JSON. */
    public JsonNode show(Path planFile) {
        return json("show", "-json", planFile.toString());
    }

    /** A plan file, as Terraform shows it to people. */
    public String showText(Path planFile) {
        return program(List.of("show", "-no-color", planFile.toString()))
                .run(PATIENCE)
                .out();
    }

    public Map<String, Output> outputs() {
        Map<String, Output> outputs = new LinkedHashMap<>();
        json("output", "-json").properties().forEach(entry -> {
            JsonNode output = entry.getValue();
            outputs.put(
                    entry.getKey(),
                    new Output(
                            output.path("value"),
                            stack.descriptionOf(entry.getKey()),
                            output.path("sensitive").asBoolean()));
        });
        return outputs;
    }

    /**
     * Takes back Terraform's mark on protected resources whose creation was cut off: it would replace them, and may not.
     * What is wrong with them the next apply sets right in place.
     *
     * @return their addresses
     */
    public List<String> keepProtected() {
        Program.Result state = program(List.of("state", "pull")).run(PATIENCE);
        List<String> kept = new ArrayList<>();
        if (!state.succeeded() || state.out().isBlank()) {
            return kept;
        }
        for (JsonNode resource : parse("state pull", state.out()).path("resources")) {
            String type = resource.path("type").asText();
            String name = resource.path("name").asText();
            if (resource.at("/instances/0/status").asText().equals("tainted") && stack.isProtected(type, name)) {
                String address = type + "." + name;
                Program.Result result = program(List.of("untaint", address)).run(PATIENCE);
                if (!result.succeeded()) {
                    throw TerraformFailed.of("terraform untaint of " + address, List.of(), result.text());
                }
                kept.add(address);
            }
        }
        return kept;
    }

    private JsonNode json(String... arguments) {
        Program.Result result = program(List.of(arguments)).run(PATIENCE);
        if (!result.succeeded()) {
            throw TerraformFailed.of("terraform " + arguments[0] + " of " + stack.name(), List.of(), result.text());
        }
        return parse(arguments[0], result.out());
    }

    private static JsonNode parse(String command, String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw TerraformFailed.of("terraform " + command, List.of(), "no JSON: " + text);
        }
    }

    private int run(List<String> arguments, Consumer<String> lines, BooleanSupplier stopping) {
        interrupt.check();
        try (LogFile file = LogFile.append(log, "terraform " + String.join(" ", arguments))) {
            Consumer<String> both = line -> {
                file.line(line);
                lines.accept(line);
            };
            int code = program(arguments).run(both, both, process -> {
                KnownProcess.of(process.toHandle(), 0).write(note());
                interrupt.watch(process, stopping);
            });
            if (code < KILLED) {
                Files.deleteIfExists(note());
            }
            return code;
        } catch (IOException e) {
            throw Failure.of("cannot remove " + note(), e);
        }
    }

    /**
     * Whether a Terraform that worked on the stack was killed: what it made since it last saved its state, nobody knows.
     *
     * @throws Failure while it still works
     */
    public boolean wasKilled() {
        Optional<KnownProcess> former = KnownProcess.read(note());
        if (former.filter(KnownProcess::isAlive).isPresent()) {
            throw new Failure(
                    "Terraform still works on " + stack.name() + " (process "
                            + former.get().pid() + ", of an earlier tap that was killed)",
                    "wait until it has ended, then run the same command again");
        }
        return former.isPresent();
    }

    /** Kills the Terraform that works on the stack, if one does; {@link #wasKilled} remembers it. */
    public void kill() {
        KnownProcess.read(note()).ifPresent(KnownProcess::kill);
    }

    /** Says which process works on the stack; one of a process that is gone means that it was killed. */
    Path note() {
        return log.resolveSibling(stack.name() + ".running.json");
    }

    private Program program(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.path().toString());
        command.addAll(arguments);
        return new Program(command, stack.folder(), environment);
    }

    /** The part of the text from the first error on, without the frame that Terraform draws. */
    static String problemsOf(String text) {
        String plain = text.replaceAll("(?m)^[│╷╵] ?", "");
        int start = plain.indexOf("Error: ");
        return start < 0 ? plain : plain.substring(start);
    }
}
