package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The instance's first start, in a folder instead of a machine, with programs that only write down how they were called. */
@Tag("B6")
class UserDataTest {
    private static final Path SCRIPT = Path.of("..", "instance", "user-data.sh");
    private static final int MOST_BYTES = 16 * 1024;
    private static final String JAR = "the jar";

    private final Map<String, String> values = new HashMap<>(Map.ofEntries(
            Map.entry("region", "eu-central-1"),
            Map.entry("artifactBucket", "portal-dev-artifacts-1a2b"),
            Map.entry("artifactKey", "application/abc/portal-application.jar"),
            Map.entry("artifactSha256", Sha256.hex(JAR)),
            Map.entry("logGroup", "/portal/dev/application"),
            Map.entry("serviceName", "portal-dev-application"),
            Map.entry("port", "8080"),
            Map.entry("dbHost", "portal-dev.abc.eu-central-1.rds.amazonaws.com"),
            Map.entry("dbPort", "5432"),
            Map.entry("dbName", "portal"),
            Map.entry("dbSecretArn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:user"),
            Map.entry("originVerifySecretArn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:origin")));

    @TempDir
    private Path root;

    @BeforeEach
    void machine() throws IOException {
        for (var folder :
                List.of("bin", "etc/systemd/system", "etc/logrotate.d", "opt/aws/amazon-cloudwatch-agent/etc")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createDirectories(root.resolve("opt/aws/amazon-cloudwatch-agent/bin"));
        Files.writeString(root.resolve("artifact"), JAR);
        program("bin/dnf", "");
        program("bin/id", "exit 1");
        program("bin/useradd", "");
        program("bin/install", "for one in \"$@\"; do case $one in /*) mkdir -p \"$one\";; esac; done");
        program("bin/aws", "cp '" + root.resolve("artifact") + "' \"$4\"");
        program("bin/systemctl", "");
        program("bin/curl", "");
        program("bin/sleep", "");
        program("opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl", "");
    }

    @Test
    void startsThePortalWhateverTheLogAgentDoes() throws Exception {
        program("opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl", "exit 1");

        assertThat(run()).doesNotContain("portal: serving");

        assertThat(calls()).contains("systemctl enable --now portal.service");
    }

    @Test
    void installsTheArtifactAndServes() throws Exception {
        assertThat(run()).endsWith("portal: serving\nexit 0");

        assertThat(root.resolve("opt/portal/portal-application.jar")).hasContent(JAR);
        assertThat(calls())
                .containsSubsequence(
                        "dnf install --assumeyes java-17-amazon-corretto-headless amazon-cloudwatch-agent",
                        "aws s3 cp s3://portal-dev-artifacts-1a2b/application/abc/portal-application.jar " + root
                                + "/opt/portal/portal-application.jar.new --region eu-central-1 --only-show-errors",
                        "systemctl daemon-reload",
                        "systemctl enable --now portal.service",
                        "curl --silent --fail --output /dev/null --max-time 5 http://localhost:8080/healthz");
    }

    @Test
    void whatItWritesIsWhatTheApplicationReads() throws Exception {
        run();
        var written = Files.readAllLines(root.resolve("etc/portal/application.env")).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

        var settings = PortalSettings.from(new Environment(written));
        assertThat(settings.service())
                .isEqualTo(new PortalSettings.Service(Optional.empty(), 8080, "portal-dev-application"));
        assertThat(settings.userSecretArn()).isEqualTo(values.get("dbSecretArn"));
        assertThat(settings.originSecretArn()).contains(values.get("originVerifySecretArn"));
        var known = Stream.concat(Stream.of(PortalVariable.values()).map(PortalVariable::name), Stream.of("AWS_REGION"))
                .toList();
        assertThat(known).containsAll(written.keySet());
    }

    @Test
    void servesWithoutASecretOfTheOrigin() throws Exception {
        values.put("originVerifySecretArn", "");

        assertThat(run()).endsWith("exit 0");
        assertThat(root.resolve("etc/portal/application.env")).content().contains("ORIGIN_VERIFY_SECRET_ARN=\n");
    }

    @Test
    void theServiceMayDoLittleAndLogsWhereTheAgentReads() throws Exception {
        run();
        var unit = Files.readString(root.resolve("etc/systemd/system/portal.service"));

        assertThat(unit.lines())
                .contains(
                        "User=portal",
                        "NoNewPrivileges=yes",
                        "ProtectSystem=strict",
                        "CapabilityBoundingSet=",
                        "SuccessExitStatus=143",
                        "StandardOutput=append:/var/log/portal/application.log",
                        "EnvironmentFile=/etc/portal/application.env");
        var agent = Json.object(Files.readString(root.resolve("opt/aws/amazon-cloudwatch-agent/etc/portal.json")));
        assertThat(Json.write(agent))
                .contains("\"file_path\":\"" + root + "/var/log/portal/application.log\"")
                .contains("\"log_group_name\":\"/portal/dev/application\"");
        assertThat(calls()).anyMatch(call -> call.startsWith("amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s"));
    }

    @Test
    void runsNothingThatWasNotDeployed() throws Exception {
        Files.writeString(root.resolve("artifact"), "another jar");

        assertThat(run()).contains("is not the artifact that was deployed").endsWith("exit 1");
        assertThat(root.resolve("opt/portal")).isEmptyDirectory();
        assertThat(calls()).noneMatch(call -> call.startsWith("systemctl"));
    }

    @Test
    void triesAgainWhileTheNetworkIsNotThere() throws Exception {
        program("bin/dnf", "[ $(grep -c ^dnf '" + root + "/calls') -gt 3 ]");

        assertThat(run()).endsWith("exit 0");
        assertThat(calls().stream().filter(call -> call.startsWith("dnf"))).hasSize(4);
    }

    @Test
    void saysWhatItCannotDo() throws Exception {
        program("bin/curl", "exit 22");
        assertThat(run()).contains("portal: not healthy").endsWith("exit 1");
        program("bin/aws", "exit 1");
        assertThat(run())
                .contains("portal: cannot fetch s3://portal-dev-artifacts-1a2b/")
                .endsWith("exit 1");
        program("bin/dnf", "exit 1");
        assertThat(run()).contains("portal: cannot install packages").endsWith("exit 1");
    }

    @Test
    void fitsIntoUserDataAndIsNotForTerraformToRead() throws IOException {
        var script = Files.readString(SCRIPT);

        assertThat(rendered().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
        assertThat(script).doesNotContain("${", "%{");
        assertThat(rendered()).doesNotContainPattern("\\{\\{[a-z]");
    }

    @Test
    void shellcheckFindsNothing() throws Exception {
        var shellcheck = Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "shellcheck"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(shellcheck.isPresent(), "no shellcheck on the PATH (apt-get install shellcheck)");

        assertThat(output(new ProcessBuilder(shellcheck.get().toString(), SCRIPT.toString())))
                .isEqualTo("exit 0");
    }

    private String rendered() throws IOException {
        var script = Files.readString(SCRIPT);
        for (var value : values.entrySet()) {
            script = script.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return script.replace("readonly ROOT='/'", "readonly ROOT='" + root + "/'");
    }

    private String run() throws IOException, InterruptedException {
        var script = Files.writeString(root.resolve("user-data.sh"), rendered());
        var bash = new ProcessBuilder("/bin/bash", script.toString());
        bash.environment().clear();
        bash.environment().put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
        return output(bash);
    }

    private static String output(ProcessBuilder command) throws IOException, InterruptedException {
        var process = command.redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text + "exit " + process.waitFor();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(root.resolve("calls"));
    }

    /** A program that writes down how it was called, and then does what is given. */
    private void program(String path, String does) throws IOException {
        var file = root.resolve(path);
        Files.writeString(file, "#!/bin/bash\necho \"${0##*/} $*\" >> '" + root + "/calls'\n" + does + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
