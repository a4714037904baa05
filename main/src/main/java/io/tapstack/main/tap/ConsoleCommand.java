package io.tapstack.main.tap;

import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.web.ConsoleServer;
import io.tapstack.main.web.Questions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tap console}: the emulated AWS in a browser. */
@Command(
        name = "console",
        description = {
            "Serves a web page that shows the emulated AWS: systems, resources, functions, logs, live events, rules to"
                    + " fire, and a form to call the deployed APIs.",
            "",
            "Listens on 127.0.0.1 only and runs until Ctrl-C."
        },
        mixinStandardHelpOptions = true)
final class ConsoleCommand implements Callable<Integer> {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int MOST = 65_535;

    private final Session session;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "<port>", description = "port to listen on (default: a free one)")
    private int port;

    @Option(names = "--json", description = "print the page's address as one line of JSON on standard output")
    private boolean json;

    ConsoleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > MOST) {
            throw new ParameterException(spec.commandLine(), "--port must be between 1 and " + MOST + ", got " + port);
        }
        LocalAws local = new LocalAws(session);
        EmulatorProcess aws = local.required();
        Questions questions = new Questions(new ProjectSystems(session, aws), local.clients(aws));
        try (ConsoleServer server = new ConsoleServer(port, questions)) {
            if (json) {
                session.console().jsonLine(Map.of("url", server.url()));
            } else {
                session.console().result(server.url());
                session.console().say("the console page is there until Ctrl-C");
            }
            while (true) {
                session.interrupt().pause(LOOK_AGAIN);
            }
        }
    }
}
