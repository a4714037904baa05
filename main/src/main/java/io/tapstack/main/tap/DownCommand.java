package io.tapstack.main.tap;

import io.tapstack.main.localaws.Folders;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tap down}: no process and no file of {@code tap up} is left. */
@Command(
        name = "down",
        description = {
            "Stops the emulated AWS with everything in it and deletes the folder .tap.",
            "",
            "Everything deployed to it is lost. The virtual environment .venv and the build's output stay. No AWS"
                    + " account is touched."
        },
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "print the result as one JSON document on standard output")
    private boolean json;

    DownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Project project = session.project();
        boolean wasThere = Files.exists(project.work());
        List<Long> ended = List.of();
        if (wasThere) {
            ended = UpLock.holding(project.lock(), "tap down", () -> {
                List<Long> gone = new LocalAws(session).stop();
                Folders.remove(project.work());
                return gone;
            });
        }
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("endedProcesses", ended);
            result.put("removed", wasThere ? List.of(project.work().toString()) : List.of());
            session.console().json(result);
        } else {
            session.console().result(words(ended, wasThere));
        }
        return ExitCode.OK;
    }

    private String words(List<Long> ended, boolean removed) {
        String processes = ended.isEmpty() ? "no emulated AWS was running" : "ended " + ended.size() + " processes";
        return processes + (removed ? ", removed " + session.project().work() : ", nothing to remove");
    }
}
