package io.tapstack.main.tap;

import io.tapstack.main.console.Console;
import io.tapstack.main.console.Failure;
import io.tapstack.main.console.StackTrace;
import io.tapstack.main.process.Interrupt;
import io.tapstack.main.process.Machine;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of TapStack. */
@Command(
        name = "tap",
        description =
                "Synthesizes, reviews and deploys the stacks of TapStack, and runs them in an emulated AWS on this"
                        + " machine.",
        mixinStandardHelpOptions = true,
        version = "tap 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            InvokeCommand.class,
            LogsCommand.class,
            EventsCommand.class,
            PsCommand.class,
            EnvCommand.class,
            FireCommand.class,
            ConsoleCommand.class,
            SynthCommand.class,
            PlanCommand.class,
            VerifyCommand.class,
            BootstrapCommand.class,
            DoctorCommand.class,
            LeftoversCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; the reason is on standard error",
            "2:plan only: there are changes",
            "64:the command line is wrong",
            "130:interrupted by Ctrl-C"
        })
public final class Tap {
    private Tap() {}

    public static void main(String[] arguments) {
        Interrupt interrupt = Interrupt.install();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Session session = new Session(Project.current(), Machine.current(), console(out, err), interrupt);
        int code;
        try {
            code = run(session, out, err, arguments);
        } catch (Throwable broken) { // a JVM's error: no memory, a class that is not there
            code = report(broken, session);
        }
        interrupt.finish();
        if (!interrupt.requested()) { // else the JVM is on its way out already, with the signal's exit code
            System.exit(code);
        }
    }

    /** The launcher looks where the streams lead to: the JVM has no good way to. */
    private static Console console(PrintWriter out, PrintWriter err) {
        Optional<BufferedReader> answers = Boolean.getBoolean("tap.answers")
                ? Optional.of(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
                : Optional.empty();
        return new Console(out, err, Boolean.getBoolean("tap.terminal"), answers);
    }

    /** The commands with their options, to run or to describe. */
    static CommandLine commandLine(Session session) {
        return new CommandLine(new Tap(), new SessionFactory(session)).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Runs one command and returns its exit code. */
    static int run(Session session, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = commandLine(session);
        line.setOut(out).setErr(err);
        line.setExecutionExceptionHandler((problem, command, parsed) -> report(problem, session));
        CommandLine.IParameterExceptionHandler usual = line.getParameterExceptionHandler();
        line.setParameterExceptionHandler((problem, given) -> {
            usual.handleParseException(problem, given);
            return ExitCode.USAGE;
        });
        if (arguments.length == 0) {
            line.usage(err);
            return ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    private static int report(Throwable problem, Session session) {
        Console console = session.console();
        boolean traced = session.machine().variable(StackTrace.VARIABLE).isPresent();
        if (problem instanceof Interrupt.Interrupted) {
            console.say("tap: interrupted");
            return ExitCode.INTERRUPTED;
        }
        if (problem instanceof Failure failure) {
            console.fail(failure);
            if (traced) {
                failure.printStackTrace();
            }
            return ExitCode.FAILED;
        }
        console.say("tap: unexpected: " + StackTrace.without(problem.toString()) + " (please report this)");
        if (traced) {
            problem.printStackTrace();
        } else {
            console.say("     " + StackTrace.keep(problem, session.project().trace()));
        }
        return ExitCode.FAILED;
    }

    /** Hands the session to the commands that picocli makes. */
    private record SessionFactory(Session session) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Session.class) {
                    return type.cast(constructor.newInstance(session));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
