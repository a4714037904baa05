package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code modules} deploys fits what {@code lambda} builds. Neither side knows the other's types, so that nothing but
 * this test, with the synthesized stack in one hand and the built jars in the other, sees a name that differs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FunctionContractIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Read by the JVM, or there for Terraform's sake only: it makes the ledger's version wait for the migrations. */
    private static final Set<String> NOT_FOR_THE_CODE = Set.of("JAVA_TOOL_OPTIONS", "DB_MIGRATIONS");

    /** Set by Lambda itself. */
    private static final Set<String> LAMBDAS_OWN = Set.of("AWS_REGION");

    private static final String CHANGE = """
            {"eventID": "e-1", "eventName": "INSERT", "dynamodb": {"ApproximateCreationDateTime": 1700000000,
              "NewImage": {"transactionId": {"S": "t-1"}, "userId": {"S": "u-1"}, "amount": {"N": "1999"},
                "currency": {"S": "EUR"}, "status": {"S": "ACCEPTED"}, "timestamp": {"N": "1700000000000"}}}}
            """;

    private final Checkout checkout = Checkout.of(FunctionContractIT.class);
    private final Path folder = checkout.root().resolve("cdktf.out/stacks/payments-local");
    private JsonNode resources;

    @BeforeAll
    void synthesize() throws IOException {
        Program.Result synth = checkout.tap("synth", "--environment", "local");
        assertThat(synth.exitCode()).as(synth.text()).isZero();
        resources =
                MAPPER.readTree(Files.readString(folder.resolve("cdk.tf.json"))).path("resource");
    }

    @Test
    @Tag("C13")
    void thereAreThreeFunctions() {
        assertThat(resources.path("aws_lambda_function")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "ledger", "migrations"})
    @Tag("C13")
    void theArtifactIsTheJarThatTheBuildMade(String name) throws IOException {
        Path built = checkout.project().resolve("lambda/payments/" + name + "/target/payments-" + name + ".jar");
        assertThat(jar(name)).exists();
        assertThat(jar(name).toRealPath()).isEqualTo(built.toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "ledger", "migrations"})
    @Tag("C13")
    void theHandlerIsInTheJar(String name) {
        String handler = function(name).path("handler").asText();
        try (FunctionJar jar = open(name)) {
            assertThat(handler.split("::", 2)).hasSize(2);
            assertThat(jar.methods()).contains(handler.split("::", 2)[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "ledger", "migrations"})
    @Tag("C13")
    void everyVariableThatTheFunctionRequiresIsSet(String name) {
        try (FunctionJar jar = open(name)) {
            Set<String> required = jar.requiredVariables();
            required.removeAll(LAMBDAS_OWN);
            assertThat(required).isNotEmpty();
            assertThat(variables(name)).containsAll(required);
            assertThat(jar.knownVariables()).containsAll(required);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "ledger", "migrations"})
    @Tag("C13")
    void noVariableIsSetThatTheFunctionDoesNotKnow(String name) {
        try (FunctionJar jar = open(name)) {
            Set<String> forTheCode = variables(name);
            forTheCode.removeAll(NOT_FOR_THE_CODE);
            assertThat(jar.knownVariables()).containsAll(forTheCode);
        }
    }

    @Test
    @Tag("P3")
    @Tag("P8")
    void theApiIsToldIndexesThatTheTableHas() {
        assertThat(hashKeyOf(variable("api", "USER_ID_INDEX_NAME"))).isEqualTo("userId");
        assertThat(hashKeyOf(variable("api", "STATUS_INDEX_NAME"))).isEqualTo("status");
    }

    @Test
    @Tag("P5")
    @Tag("P15")
    void theLedgerMayWriteWhereItKeepsItsAuditRecords() throws IOException {
        String objects = resourceAllowedFor("s3:PutObject");
        String prefix = objects.substring(objects.indexOf('/') + 1, objects.length() - 1);
        try (FunctionJar ledger = open("ledger")) {
            assertThat(objects).matches("\\$\\{aws_s3_bucket\\.audit_\\w+\\.arn}/.+/\\*");
            assertThat(ledger.auditKey(CHANGE)).startsWith(prefix);
        }
    }

    @Test
    @Tag("P2")
    @Tag("P15")
    void theMigrationsMakeTheUserThatTheLedgerSignsInAs() throws IOException {
        String user = variable("ledger", "DB_USER");
        assertThat(variable("migrations", "LEDGER_DB_USER")).isEqualTo(user);
        assertThat(resourceAllowedFor("rds-db:connect")).endsWith("/" + user);
    }

    /** The one resource that some role may do this with. */
    private String resourceAllowedFor(String action) throws JsonProcessingException {
        List<String> allowed = new ArrayList<>();
        for (JsonNode policy : resources.path("aws_iam_policy")) {
            for (JsonNode statement :
                    MAPPER.readTree(policy.path("policy").asText()).path("Statement")) {
                if (statement.path("Action").asText().equals(action)) {
                    allowed.add(statement.path("Resource").asText());
                }
            }
        }
        assertThat(allowed).as(action).hasSize(1);
        return allowed.get(0);
    }

    private String hashKeyOf(String index) {
        return StreamSupport.stream(resources.path("aws_dynamodb_table").spliterator(), false)
                .flatMap(table -> StreamSupport.stream(
                        table.path("global_secondary_index").spliterator(), false))
                .filter(known -> known.path("name").asText().equals(index))
                .map(known -> known.path("hash_key").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table has the index " + index));
    }

    private FunctionJar open(String name) {
        return FunctionJar.open(jar(name), function(name).path("handler").asText());
    }

    /** As Terraform finds it: from the stack's folder. */
    private Path jar(String name) {
        return folder.resolve(function(name).path("filename").asText()).normalize();
    }

    private JsonNode function(String name) {
        return StreamSupport.stream(resources.path("aws_lambda_function").spliterator(), false)
                .filter(function -> function.path("filename").asText().endsWith("/payments-" + name + ".jar"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no function payments-" + name));
    }

    private Set<String> variables(String name) {
        Set<String> names = new TreeSet<>();
        function(name).at("/environment/variables").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private String variable(String name, String variable) {
        return function(name).at("/environment/variables/" + variable).asText();
    }
}
