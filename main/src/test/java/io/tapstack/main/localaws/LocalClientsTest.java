package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.process.Program;
import io.tapstack.main.testing.Stage;
import io.tapstack.main.testing.TestKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalClientsTest {
    @TempDir
    private Path folder;

    /** In a JVM of its own: the SDK reads a file once. */
    @Test
    void readNoProfileOfTheCallers() {
        Stage stage = new Stage(folder);
        Path broken = stage.write(folder.resolve("config"), "[default]\na broken line\n");
        stage.with("AWS_CONFIG_FILE", broken)
                .with("AWS_SHARED_CREDENTIALS_FILE", broken)
                .with("AWS_PROFILE", "absent");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                List.of(java, "-cp", System.getProperty("java.class.path"), MakesAllClients.class.getName());
        Program.Result result = new Program(command, folder, stage.machine().environment()).run(Duration.ofSeconds(60));
        assertThat(result.out()).as(result.err()).isEqualTo("made\n");
    }

    /** Making a client is when the SDK reads profiles. */
    static final class MakesAllClients {
        private MakesAllClients() {}

        public static void main(String[] arguments) {
            LocalClients clients = TestKey.clients("http://127.0.0.1:1");
            clients.s3().close();
            clients.secretsManager().close();
            clients.sts().close();
            clients.iam().close();
            System.out.println("made");
        }
    }
}
