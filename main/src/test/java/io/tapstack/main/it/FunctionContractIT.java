package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code modules} deploys fits what {@code lambda} builds. Neither side knows the other's types, so that nothing but
 * this test, with the synthesized stacks in one hand and the built jars in the other, sees a name that differs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FunctionContractIT {
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
    private final StackFile payments = stack("payments-local");
    private final StackFile loyalty = stack("loyalty-local");
    private final StackFile security = stack("security-local");

    private StackFile stack(String id) {
        return new StackFile(checkout.root().resolve("cdktf.out/stacks").resolve(id));
    }

    @BeforeAll
    void synthesize() {
        Program.Result synth = checkout.tap("synth", "--environment", "local");
        assertThat(synth.exitCode()).as(synth.text()).isZero();
    }

    Stream<SynthesizedFunction> functions() {
        return Stream.of(payments, loyalty, security).flatMap(SynthesizedFunction::of);
    }

    @Test
    @Tag("C13")
    void theseFunctionsAreDeployed() {
        assertThat(functions().map(SynthesizedFunction::name))
                .containsExactlyInAnyOrder(
                        "payments-api",
                        "payments-ledger",
                        "payments-migrations",
                        "loyalty-api",
                        "loyalty-expiry",
                        "loyalty-offers",
                        "remediation",
                        "secret-rotation");
    }

    /** Or they would run on Linux only. */
    @Test
    void noFunctionNeedsNativeCodeToStart() throws IOException {
        Path jar = checkout.project().resolve("main/lambda-runtime/target/lambda-runtime.jar");
        try (ZipFile runtime = new ZipFile(jar.toFile())) {
            List<String> names = runtime.stream().map(ZipEntry::getName).toList();
            assertThat(names).noneMatch(name -> name.endsWith(".so") || name.endsWith("/JniHelper.class"));
            for (String replaced : List.of("NativeClient", "DNSManager")) {
                assertThat(names)
                        .filteredOn(name -> name.endsWith("/" + replaced + ".class"))
                        .hasSize(1);
            }
            assertThat(names).contains("com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class");
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    @Tag("C13")
    void theArtifactIsTheJarThatTheBuildMade(SynthesizedFunction function) throws IOException {
        assertThat(function.jar()).exists();
        Path built = function.jar().toRealPath();
        Path module = built.getParent().getParent();
        assertThat(module.resolve("target")).isEqualTo(built.getParent());
        assertThat(module).startsWith(checkout.project().resolve("lambda").toRealPath());
        assertThat(function.name()).endsWith(module.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("functions")
    @Tag("C13")
    void theHandlerIsInTheJar(SynthesizedFunction function) {
        String[] handler = function.handler().split("::", 2);
        try (FunctionJar jar = function.open()) {
            assertThat(handler).hasSize(2);
            assertThat(jar.methods()).contains(handler[1]);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    @Tag("C13")
    void everyVariableThatTheFunctionRequiresIsSet(SynthesizedFunction function) {
        try (FunctionJar jar = function.open()) {
            Set<String> required = jar.requiredVariables();
            required.removeAll(LAMBDAS_OWN);
            assertThat(required).isNotEmpty();
            assertThat(function.variables()).containsAll(required);
            assertThat(jar.knownVariables()).containsAll(required);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    @Tag("C13")
    void noVariableIsSetThatTheFunctionDoesNotKnow(SynthesizedFunction function) {
        try (FunctionJar jar = function.open()) {
            Set<String> forTheCode = function.variables();
            forTheCode.removeAll(NOT_FOR_THE_CODE);
            assertThat(jar.knownVariables()).containsAll(forTheCode);
        }
    }

    @ParameterizedTest(name = "{0} {1} is by {2}")
    @CsvSource({
        "payments-api, USER_ID_INDEX_NAME, userId",
        "payments-api, STATUS_INDEX_NAME, status",
        "loyalty-api, MEMBER_ID_INDEX_NAME, memberId",
        "loyalty-offers, OFFERS_INDEX_NAME, offersTier"
    })
    @Tag("P3")
    @Tag("P8")
    @Tag("L1")
    void theFunctionIsToldAnIndexThatATableHas(String function, String variable, String hashKey) {
        String index = function(function).variable(variable);
        assertThat(Stream.of(payments, loyalty)
                        .flatMap(stack -> stack.all("aws_dynamodb_table").stream())
                        .flatMap(table -> each(table.path("global_secondary_index")))
                        .filter(known -> known.path("name").asText().equals(index))
                        .map(known -> known.path("hash_key").asText()))
                .as(index)
                .containsExactly(hashKey);
    }

    @Test
    @Tag("P5")
    @Tag("P15")
    void theLedgerMayWriteWhereItKeepsItsAuditRecords() {
        String objects = resourceAllowedFor("s3:PutObject");
        String prefix = objects.substring(objects.indexOf('/') + 1, objects.length() - 1);
        try (FunctionJar ledger = function("payments-ledger").open()) {
            assertThat(objects).matches("\\$\\{aws_s3_bucket\\.audit_\\w+\\.arn}/.+/\\*");
            assertThat(ledger.auditKey(CHANGE)).startsWith(prefix);
        }
    }

    @Test
    @Tag("P2")
    @Tag("P15")
    void theMigrationsMakeTheUserThatTheLedgerSignsInAs() {
        String user = function("payments-ledger").variable("DB_USER");
        assertThat(function("payments-migrations").variable("LEDGER_DB_USER")).isEqualTo(user);
        assertThat(resourceAllowedFor("rds-db:connect")).endsWith("/" + user);
    }

    @Test
    @Tag("L2")
    void partnersAreAGroupThatTheUserPoolHas() {
        assertThat(loyalty.all("aws_cognito_user_group"))
                .extracting(group -> group.path("name").asText())
                .containsExactly(function("loyalty-api").variable("PARTNER_GROUP"));
    }

    /** The one resource that some role of payments may do this with. */
    private String resourceAllowedFor(String action) {
        List<String> allowed = payments.statements("").stream()
                .filter(statement -> statement.path("Action").asText().equals(action))
                .map(statement -> statement.path("Resource").asText())
                .toList();
        assertThat(allowed).as(action).hasSize(1);
        return allowed.get(0);
    }

    private SynthesizedFunction function(String name) {
        return functions()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no function " + name));
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
