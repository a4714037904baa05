package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The life of one system in a sandbox account, as its deployer: {@code mvn -Paws verify -Daws.system=payments}. In the
 * profile {@code long} the account is the emulated one.
 */
@Tag(Stages.LONG)
@Tag(Stages.AWS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("C2")
@Tag("C5")
final class AccountIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SYSTEM = System.getProperty("aws.system", "payments");

    /** Enough that the apply is well under way, in every system. */
    private static final int MADE_BEFORE_THE_KILL = 60;

    private static final int UNKNOWN_COMMAND = 64;

    private final Checkout checkout = Checkout.of(AccountIT.class);
    private Sandbox sandbox;
    private AccountReport report;
    private JsonNode outputs;

    @BeforeAll
    void findTheSandbox() {
        sandbox = Sandbox.open(checkout);
        report = new AccountReport(
                checkout.project().resolve("main/target"),
                new Masked(sandbox.secrets()),
                SYSTEM + " in " + (Stages.IN_ACCOUNT ? "an account of AWS" : "the emulated AWS") + ", "
                        + sandbox.account().region());
        System.out.println(
                SYSTEM + " " + new Expectations(checkout.project().resolve("docs")).words(SYSTEM, sandbox.environment())
                        + ". If this run is killed: ./tap leftovers "
                        + sandbox.environment() + " " + sandbox.suffix() + " --delete");
    }

    @AfterAll
    void end() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @BeforeEach
    void needsTheDeploy(TestInfo test) {
        Stages.need(outputs != null, test);
    }

    @Test
    @Order(1)
    void bootstrapsAndDeploysAsTheDeployer() {
        report.step("bootstrap", () -> tap(0, "bootstrap", sandbox.environment(), "--yes"));
        report.step("apply", () -> {
            synthesize(sandbox.suffix());
            terraform("init", "-input=false", "-no-color");
            String said = terraform("apply", "-auto-approve", "-parallelism=30", "-no-color");
            outputs = json(terraform("output", "-json"));
            return lastLine(said);
        });
    }

    /** Whatever Terraform tagged could be left: a type that {@code tap leftovers} does not find would stay for ever. */
    @Test
    @Order(2)
    void leftoversKnowsEverythingThatTerraformTagged() {
        report.step("inventory", () -> {
            TreeSet<String> tagged = new TreeSet<>();
            json(terraform("show", "-json")).at("/values/root_module").findParents("tags_all").stream()
                    .filter(resource ->
                            resource.at("/tags_all/EnvironmentSuffix").asText().equals(sandbox.suffix()))
                    .forEach(resource -> tagged.add(name(resource.path("arn").asText())));
            TreeSet<String> found = new TreeSet<>();
            leftovers(sandbox.suffix())
                    .path("left")
                    .forEach(each -> found.add(each.path("resource").asText()));
            assertThat(found)
                    .containsAll(tagged.stream().filter(AccountIT::isListed).toList());
            return found.size() + " resources";
        });
    }

    @Test
    @Order(3)
    void isWhatWasPromised() {
        report.step("verify", () -> {
            Program.Result result = checkout.tap(sandbox.account().environment(), "verify", stack(), "--json");
            if (result.exitCode() == UNKNOWN_COMMAND) {
                return "this tap has no verify";
            }
            JsonNode verdicts = json(result.out());
            assertThat(verdicts.path("failed").asInt(-1)).as(result.text()).isZero();
            return verdicts.path("passed") + " checks passed, " + verdicts.path("skipped") + " skipped";
        });
    }

    @Test
    @Order(4)
    void behaves() {
        report.step("behaviour", () -> Behaviour.of(SYSTEM).show(sandbox.account(), outputs));
    }

    @Test
    @Order(5)
    void aSecondPlanIsEmpty() {
        report.step("second plan", () -> terraform("plan", "-detailed-exitcode", "-no-color", "-lock-timeout=1m"));
    }

    @Test
    @Order(6)
    void changesInPlace() {
        report.step("change in place", () -> {
            new StackFile(folder()).changeInPlace();
            String said = terraform("apply", "-auto-approve", "-parallelism=30", "-no-color");
            assertThat(said).contains("0 destroyed");
            return lastLine(said);
        });
    }

    @Test
    @Order(7)
    @Tag("C4")
    void isDestroyedWithoutLeftovers() {
        report.step("destroy", () -> lastLine(terraform("destroy", "-auto-approve", "-parallelism=30", "-no-color")));
        report.step("nothing left", () -> {
            Eventually.holds(
                    "nothing is left of " + sandbox.suffix(),
                    () -> leftovers(sandbox.suffix()).path("left").isEmpty());
            return "";
        });
    }

    @Test
    @Order(8)
    void whatAKilledApplyLeftIsDeleted() {
        String suffix = sandbox.suffix() + "k";
        report.step("killed apply", () -> {
            synthesize(suffix);
            terraform("init", "-input=false", "-no-color", "-reconfigure");
            killedApply();
            JsonNode left = leftovers(suffix).path("left");
            assertThat(left.size()).isPositive();
            return left.size() + " resources left";
        });
        report.step("leftovers deleted", () -> {
            JsonNode result = json(tap(0, "leftovers", sandbox.environment(), suffix, "--delete", "--yes", "--json"));
            assertThat(result.path("left")).isEmpty();
            assertThat(leftovers(suffix).path("left")).isEmpty();
            return result.path("deleted").size() + " resources deleted";
        });
    }

    private void killedApply() {
        AtomicInteger made = new AtomicInteger();
        Process[] running = new Process[1];
        sandbox.deployer()
                .program(folder(), "apply", "-auto-approve", "-parallelism=30", "-no-color")
                .run(
                        line -> {
                            if (line.contains("Creation complete") && made.incrementAndGet() == MADE_BEFORE_THE_KILL) {
                                running[0].descendants().forEach(ProcessHandle::destroyForcibly);
                                running[0].destroyForcibly();
                            }
                        },
                        line -> {},
                        process -> running[0] = process);
        assertThat(made.get()).isGreaterThanOrEqualTo(MADE_BEFORE_THE_KILL);
    }

    private void synthesize(String suffix) {
        checkout.changeSharedContext(context -> context.put("suffix", suffix));
        tap(0, "synth", "--environment", sandbox.environment());
    }

    private JsonNode leftovers(String suffix) {
        return json(tap(0, "leftovers", sandbox.environment(), suffix, "--json"));
    }

    /** Standard output; fails with everything that was said. */
    private String tap(int code, String... arguments) {
        Program.Result result = checkout.tap(sandbox.account().environment(), arguments);
        assertThat(result.exitCode()).as(result.text()).isEqualTo(code);
        return result.out();
    }

    private String terraform(String... arguments) {
        Program.Result result = sandbox.deployer().terraform(folder(), arguments);
        assertThat(result.exitCode()).as(result.text()).isZero();
        return result.out();
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    private static String lastLine(String text) {
        List<String> lines =
                text.lines().filter(line -> line.contains("complete!")).toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** {@code kms:key/…} of an ARN, as {@code tap leftovers} prints it; empty of what has none. */
    private static String name(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length < 6 ? "" : parts[2] + ":" + parts[5];
    }

    /** Objects go with their bucket; rules of AWS Config are listed by their names. */
    private static boolean isListed(String name) {
        return !name.isEmpty() && !name.matches("s3:.*/.*|config:config-rule/.*");
    }

    private String stack() {
        return SYSTEM + "-" + sandbox.environment();
    }

    private Path folder() {
        return checkout.root().resolve("cdktf.out/stacks").resolve(stack());
    }
}
