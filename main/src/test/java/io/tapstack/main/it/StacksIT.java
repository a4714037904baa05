package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * Terraform and the AWS provider accept every planned stack as it is synthesized, without a warning, and would make all of it in
 * an empty account. A plan validates all that {@code terraform validate} does. Not deployed here, so state is kept beside
 * the stack and not in a bucket that is not there yet.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("C1")
@Tag(Stages.BOTH)
final class StacksIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int AT_ONCE = 2;
    private static final String DATA = ".terraform";
    private static final String LOCK_FILE = ".terraform.lock.hcl";
    private static final String LOCAL_STATE = "{\"terraform\": {\"backend\": {\"local\": {}}}}";

    private final Checkout checkout = Checkout.of(StacksIT.class);
    private final Path folder = checkout.root().resolve("cdktf.out/stacks");
    private final ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<String, Future<Program.Result>> plans = new HashMap<>();
    private LocalAccount local;
    private TerraformByHand terraform;

    static Stream<String> stacks() {
        return Stream.of("prod", "staging", "dev", "local")
                .flatMap(environment -> Stream.of("foundation", "security", "payments", "loyalty", "portal")
                        .map(system -> system + "-" + environment));
    }

    /** Production's in {@code verify}, all in the profile {@code long}. */
    static Stream<String> planned() {
        return stacks().limit(Stages.size(5, 20));
    }

    @BeforeAll
    void examineAllStacks() throws IOException {
        local = LocalAccount.start(checkout);
        EmulatedAccount account = local.account("eu-central-1");
        terraform = new TerraformByHand(checkout, account);
        String zone = hostedZone(account);
        checkout.changeContext("prod", prod -> ((ObjectNode) prod.path("domain")).put("hostedZoneId", zone));
        Program.Result synth = checkout.tap("synth");
        assertThat(synth.exitCode()).as(synth.text()).isZero();
        List<String> all = planned().toList();
        for (String stack : all) {
            intoTheEmulatedAccount(folder.resolve(stack).resolve("cdk.tf.json"));
        }
        Path first = initialized(folder.resolve(all.get(0)));
        all.forEach(stack -> plans.put(stack, executor.submit(() -> plan(folder.resolve(stack), first))));
    }

    @AfterAll
    void end() {
        executor.shutdownNow();
        if (local != null) {
            local.close();
        }
    }

    @Test
    void eachEnvironmentHasItsFoundationAndItsSystem() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            assertThat(folders.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(stacks().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("planned")
    void isValidAndItsPlanOnlyCreatesAndWarnsOfNothing(String stack) throws Exception {
        Program.Result plan = plans.get(stack).get();
        assertThat(plan.exitCode()).as(plan.text()).isZero();
        List<JsonNode> events = new ArrayList<>();
        for (String line : plan.out().lines().toList()) {
            events.add(MAPPER.readTree(line));
        }

        assertThat(events)
                .as("warnings")
                .noneMatch(event -> event.path("type").asText().equals("diagnostic"));
        assertThat(events)
                .filteredOn(event -> event.path("type").asText().equals("change_summary"))
                .singleElement()
                .satisfies(event -> {
                    JsonNode changes = event.path("changes");
                    assertThat(changes.path("add").asInt()).isPositive();
                    assertThat(changes.path("change").asInt()).isZero();
                    assertThat(changes.path("remove").asInt()).isZero();
                });
    }

    /** Which has one account; in the context two environments of one account would be refused. */
    private static void intoTheEmulatedAccount(Path json) throws IOException {
        String text = Files.readString(json);
        Files.writeString(json, text.replaceAll("111122223333|222233334444|333344445555", EmulatedAccount.ID));
    }

    /** The first stack: Terraform finds the provider, and keeps its state beside it. */
    private Path initialized(Path stack) throws IOException {
        keepStateHere(stack);
        Program.Result init = terraform.run(stack, "init", "-input=false", "-no-color");
        assertThat(init.exitCode()).as(init.text()).isZero();
        return stack;
    }

    /** With what the first stack's init found: reading the provider whole for its checksum once is enough. */
    private Program.Result plan(Path stack, Path initialized) throws IOException {
        if (!stack.equals(initialized)) {
            keepStateHere(stack);
            Files.createSymbolicLink(stack.resolve(DATA), initialized.resolve(DATA));
            Files.copy(initialized.resolve(LOCK_FILE), stack.resolve(LOCK_FILE));
        }
        return terraform.run(stack, "plan", "-input=false", "-json");
    }

    private static void keepStateHere(Path stack) throws IOException {
        Files.writeString(stack.resolve("backend_override.tf.json"), LOCAL_STATE);
    }

    private static String hostedZone(EmulatedAccount account) {
        try (Route53Client dns = account.client(Route53Client.builder())) {
            return dns.createHostedZone(
                            request -> request.name("pay.example.com").callerReference("it"))
                    .hostedZone()
                    .id()
                    .replace("/hostedzone/", "");
        }
    }
}
