package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.localaws.EmulatorProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Secrets Manager's rotation drives the built {@code secret-rotation} against a PostgreSQL of RDS. The secret starts without
 * a value, and the function's role may do what the contract lists.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("S3")
final class SecretRotationIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String HANDLER = "io.tapstack.lambda.security.rotation.RotationHandler";
    private static final String DATABASE = "app-database";

    private final Checkout checkout = Checkout.of(SecretRotationIT.class);
    private final Set<String> passwords = ConcurrentHashMap.newKeySet();
    private LocalAccount local;
    private EmulatedAccount account;
    private SecretsManagerClient secrets;
    private LoneFunction function;
    private String secretArn;

    @BeforeAll
    void deploy() {
        local = LocalAccount.start(checkout);
        account = local.account("eu-central-1");
        secrets = account.client(SecretsManagerClient.builder());
        secretArn = secrets.createSecret(request -> request.name("app")).arn();
        DBInstance database = database();
        String master = database.masterUserSecret().secretArn();
        Path jar = checkout.project().resolve("lambda/security/secret-rotation/target/secret-rotation.jar");
        function = LoneFunction.deploy(
                account,
                jar,
                HANDLER + "::handleRequest",
                Map.of(
                        "DB_HOST",
                        database.endpoint().address(),
                        "DB_PORT",
                        String.valueOf(database.endpoint().port()),
                        "DB_NAME",
                        "bank",
                        "DB_MASTER_SECRET_ARN",
                        master,
                        "DB_USER",
                        "app",
                        "SECRET_ARN",
                        secretArn),
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Resource": "%s", "Action": ["secretsmanager:DescribeSecret",
                    "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"]},
                  {"Effect": "Allow", "Resource": "%s", "Action": "secretsmanager:GetSecretValue"},
                  {"Effect": "Allow", "Resource": "*", "Action": "secretsmanager:GetRandomPassword"}]}
                """.formatted(secretArn, master));
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            lambda.addPermission(request -> request.functionName(function.name())
                    .statementId("secrets-manager")
                    .action("lambda:InvokeFunction")
                    .principal("secretsmanager.amazonaws.com")
                    .sourceArn(secretArn));
        }
    }

    @AfterAll
    void end() {
        if (local != null) {
            local.close();
        }
    }

    @Test
    @Order(1)
    void firstRotationMakesTheUserOfASecretWithoutValue() throws SQLException {
        rotate();

        assertThat(value().path("username").asText()).isEqualTo("app");
        assertThat(value().path("engine").asText()).isEqualTo("postgres");
        try (Connection connection = connect(value())) {
            assertThat(currentUser(connection)).isEqualTo("app");
        }
    }

    @Test
    @Order(2)
    void clientThatReconnectsAllTheTimeNoticesNoRotation() {
        try (Client client = new Client()) {
            for (int i = 0; i < 4; i++) {
                String before = value().path("username").asText();
                rotate();
                assertThat(value().path("username").asText()).isNotEqualTo(before);
                client.getsInWith(value());
            }
            client.hasNeverFailed();
        }
    }

    @Test
    @Order(3)
    void rotationWhoseFunctionIsKilledEndsRightAndNoClientNotices() throws SQLException {
        FunctionKiller killer = new FunctionKiller(emulator(), HANDLER);
        try (Client client = new Client()) {
            for (int delay = 0; delay < 1600; delay += 200) {
                String version = startRotation();
                Eventually.pause(Duration.ofMillis(delay));
                killer.kill();
                awaitCurrent(version);
                client.getsInWith(value());
            }
            client.hasNeverFailed();
        }
        assertThat(killer.killed()).as("processes killed").isGreaterThan(3);
        try (Connection connection = connect(value())) {
            assertThat(currentUser(connection)).isEqualTo("app");
        }
    }

    @Test
    @Order(4)
    void secretOfAnotherNameIsRefusedWithTheReason() {
        assertThat(function.answer(
                        "{\"Step\": \"createSecret\", \"SecretId\": \"arn:other\", \"ClientRequestToken\": \"t\"}"))
                .startsWith("error ")
                .contains("this function rotates " + secretArn + " only");
    }

    @Test
    @Order(5)
    void roleNeedsWhatTheContractListsAndNothingElse() {
        List<Decisions.Decision> asked = new Decisions(account).ofRole(function.name());

        assertThat(asked).allMatch(Decisions.Decision::allowed);
        assertThat(asked.stream()
                        .map(Decisions.Decision::action)
                        .filter(action -> action.startsWith("secretsmanager:"))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:GetSecretValue",
                        "secretsmanager:PutSecretValue",
                        "secretsmanager:UpdateSecretVersionStage",
                        "secretsmanager:GetRandomPassword");
    }

    @Test
    @Order(6)
    void noPasswordIsInTheLog() {
        String log;
        try (CloudWatchLogsClient logs = account.client(CloudWatchLogsClient.builder())) {
            log = logs
                    .filterLogEventsPaginator(request -> request.logGroupName("/aws/lambda/" + function.name()))
                    .events()
                    .stream()
                    .map(FilteredLogEvent::message)
                    .collect(Collectors.joining("\n"));
        }
        assertThat(log).contains("finishSecret", "step done");
        assertThat(passwords).hasSizeGreaterThan(10).noneMatch(log::contains);
    }

    private DBInstance database() {
        try (RdsClient rds = account.client(RdsClient.builder())) {
            rds.createDBInstance(request -> request.dbInstanceIdentifier(DATABASE)
                    .engine("postgres")
                    .dbInstanceClass("db.t4g.micro")
                    .allocatedStorage(20)
                    .dbName("bank")
                    .masterUsername("master")
                    .manageMasterUserPassword(true));
            rds.waiter().waitUntilDBInstanceAvailable(request -> request.dbInstanceIdentifier(DATABASE));
            return rds.describeDBInstances(request -> request.dbInstanceIdentifier(DATABASE))
                    .dbInstances()
                    .get(0);
        }
    }

    private ProcessHandle emulator() {
        return EmulatorProcess.read(checkout.root().resolve("emulator.process.json"))
                .flatMap(running -> ProcessHandle.of(running.process().pid()))
                .orElseThrow();
    }

    private void rotate() {
        awaitCurrent(startRotation());
    }

    private String startRotation() {
        return secrets.rotateSecret(request -> request.secretId(secretArn)
                        .rotationLambdaARN(function.arn())
                        .rotationRules(rules -> rules.automaticallyAfterDays(30L)))
                .versionId();
    }

    private void awaitCurrent(String version) {
        Eventually.holds("version " + version + " is current", () -> secrets.describeSecret(
                        request -> request.secretId(secretArn))
                .versionIdsToStages()
                .getOrDefault(version, List.of())
                .contains("AWSCURRENT"));
    }

    private JsonNode value() {
        try {
            JsonNode value = MAPPER.readTree(secrets.getSecretValue(request -> request.secretId(secretArn))
                    .secretString());
            passwords.add(value.path("password").asText());
            return value;
        } catch (JsonProcessingException e) {
            throw new AssertionError("the secret is not JSON", e);
        }
    }

    private static Connection connect(JsonNode value) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + value.path("host").asText() + ":"
                        + value.path("port").asText() + "/"
                        + value.path("dbname").asText() + "?sslmode=require",
                value.path("username").asText(),
                value.path("password").asText());
    }

    private static String currentUser(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT current_user")) {
            answer.next();
            return answer.getString(1);
        }
    }

    /** Fetches the secret and connects, over and over. */
    private final class Client implements AutoCloseable {
        private final List<String> failures = new CopyOnWriteArrayList<>();
        private final Set<String> letIn = ConcurrentHashMap.newKeySet();
        private final CompletableFuture<Void> running = CompletableFuture.runAsync(this::connectAgainAndAgain);
        private volatile boolean closed;

        /** Waits until it has used these credentials: it lives, and saw this rotation. */
        void getsInWith(JsonNode value) {
            Eventually.holds(
                    "the client gets in with the new credentials",
                    () -> letIn.contains(value.path("password").asText()));
        }

        void hasNeverFailed() {
            assertThat(failures).isEmpty();
        }

        @Override
        public void close() {
            closed = true;
            running.join();
        }

        private void connectAgainAndAgain() {
            while (!closed) {
                JsonNode value = value();
                try (Connection connection = connect(value)) {
                    currentUser(connection);
                    letIn.add(value.path("password").asText());
                } catch (SQLException e) {
                    failures.add(value.path("username").asText() + ": " + e.getMessage());
                }
            }
        }
    }
}
