package io.tapstack.main.tap;

import io.tapstack.main.process.Interrupt;
import io.tapstack.main.testing.Stage;
import java.nio.file.Path;

/** Runs `tap` in a project folder of a {@link Stage}. */
final class CommandLineSession {
    static final String TERRAFORM = "echo '{\"terraform_version\":\"1.11.4\"}'";

    private final Stage stage;
    private final Project project;
    private final Interrupt interrupt = new Interrupt();

    CommandLineSession(Stage stage) {
        this.stage = stage;
        this.project = new Project(stage.folder().resolve("project"));
        stage.write(project.configuration(), """
                {"context": {"tapstack": {"environments": {"local": {"region": "eu-central-1"}}}}}
                """);
    }

    Project project() {
        return project;
    }

    Session session() {
        return new Session(project, stage.machine(), stage.console(), interrupt);
    }

    Interrupt interrupt() {
        return interrupt;
    }

    int run(String... arguments) {
        return Tap.run(session(), stage.outWriter(), stage.errWriter(), arguments);
    }

    /** An emulator that starts, in the place of Python. */
    Path emulator() {
        stage.with("PATH", stage.programs() + ":/usr/bin:/bin");
        stage.script(project.postgres().resolve("bin/postgres"), "echo 'postgres (PostgreSQL) 17.11'");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        stage.script(
                stage.fileSystem().resolve("usr/lib/postgresql/17/bin/postgres"), "echo 'postgres (PostgreSQL) 17.1'");
        stage.script(stage.fileSystem().resolve("usr/lib/postgresql/17/bin/initdb"), "exit 0");
        return stage.program(
                "python3",
                "case \"$*\" in",
                "  *runpy*) exec " + java + " -cp '" + System.getProperty("java.class.path")
                        + "' io.tapstack.main.localaws.FakeEmulator $4 $6 ;;",
                "  *) echo \"$0\"; echo 3.11.7; echo 5.2.1 ;;",
                "esac");
    }
}
