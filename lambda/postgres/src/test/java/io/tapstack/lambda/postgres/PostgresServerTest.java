package io.tapstack.lambda.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
    /** As a run that is interrupted ends, and each process of mutation testing. */
    @Test
    void theServerEndsWithItsProcessAlthoughThatIsKilled() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Killed.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var folder = Path.of(output.readLine());
            assertThat(process.waitFor()).isEqualTo(1);

            while (Files.exists(folder.resolve("postmaster.pid"))) {
                Thread.sleep(10);
            }
        }
    }

    /** Starts a server, prints its folder and dies. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] arguments) {
            System.out.println(PostgresServer.get().files());
            Runtime.getRuntime().halt(1);
        }
    }
}
