package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
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

    private static final Pattern ADDED = Pattern.compile("(\\d+) added");

    /** Tenths of all resources that exist when the apply is killed: nearly all types are left. */
    private static final int MADE_BEFORE_THE_KILL = 9;

    private static final int UNKNOWN_COMMAND = 64;

    /** Terraform asks no service about these. */
    private static final String KNOWN_BY_STATE_ALONE = "data\\..*|(terraform_data|aws_lambda_invocation)\\..*";

    /** Settings that an account has once; they bear neither tags nor a suffix, and stay (docs/deploy.md). */
    private static final String SETTINGS =
            "aws_(ebs_encryption_by_default|iam_account_password_policy|s3_account_public_access_block)\\..*";

    private final Checkout checkout = Checkout.of(AccountIT.class);
    private Sandbox sandbox;
    private AccountReport report;
    private JsonNode outputs;
    private int resources;

    @BeforeAll
    void findTheSandbox() {
        Behaviour.of(SYSTEM);
        sandbox = Sandbox.open(checkout);
        if (SYSTEM.equals("portal")) { // APIs would answer by their names alone then, which no client finds here
            sandbox.useDomain(checkout);
        }
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
            resources = ADDED.matcher(said)
                    .results()
                    .mapToInt(result -> Integer.parseInt(result.group(1)))
                    .sum();
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
            List<String> found = left(sandbox.suffix());
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
            Eventually.holds("the state alone is left of " + sandbox.suffix(), () -> left(sandbox.suffix())
                    .equals(List.of(state(sandbox.suffix()))));
            assertThat(deleted(sandbox.suffix())).containsExactly(state(sandbox.suffix()));
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
            List<String> left = left(suffix);
            assertThat(left).contains(state(suffix), state(suffix) + ".tflock");
            return left.size() + " resources left";
        });
        report.step("leftovers deleted", () -> {
            String state = terraform("state", "pull");
            int deleted = deleted(suffix).size();
            assertThat(remainingOf(state)).allMatch(address -> address.matches(SETTINGS));
            return deleted + " resources deleted";
        });
    }

    /** Of all resources of a state those that Terraform's provider still finds. */
    private List<String> remainingOf(String state) {
        new StackFile(folder()).keepStateHere();
        try {
            Files.writeString(folder().resolve("terraform.tfstate"), state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terraform("init", "-input=false", "-no-color", "-reconfigure");
        assertThat(terraform("state", "list").lines().count()).isGreaterThan(resources / 2);
        // as the account's administrator: the deployer may not ask for a role that does not exist, which has no path
        Program.Result refreshed = sandbox.account()
                .terraform(folder(), "apply", "-refresh-only", "-auto-approve", "-parallelism=30", "-no-color");
        assertThat(refreshed.exitCode()).as(refreshed.text()).isZero();
        return terraform("state", "list")
                .lines()
                .filter(address -> !address.matches(KNOWN_BY_STATE_ALONE))
                .toList();
    }

    private void killedApply() {
        int enough = resources * MADE_BEFORE_THE_KILL / 10;
        AtomicInteger made = new AtomicInteger();
        Process[] running = new Process[1];
        sandbox.deployer()
                .program(folder(), "apply", "-auto-approve", "-parallelism=30", "-no-color")
                .run(
                        line -> {
                            if (line.contains("Creation complete") && made.incrementAndGet() == enough) {
                                running[0].descendants().forEach(ProcessHandle::destroyForcibly);
                                running[0].destroyForcibly();
                            }
                        },
                        line -> {},
                        process -> running[0] = process);
        assertThat(made.get()).isGreaterThanOrEqualTo(enough);
    }

    private void synthesize(String suffix) {
        checkout.changeSharedContext(context -> context.put("suffix", suffix));
        tap(0, "synth", "--environment", sandbox.environment());
    }

    private List<String> left(String suffix) {
        return names(json(tap(0, "leftovers", sandbox.environment(), suffix, "--json")), "left");
    }

    /** Deletes all that is left of a copy; fails if anything stays. */
    private List<String> deleted(String suffix) {
        JsonNode result = json(tap(0, "leftovers", sandbox.environment(), suffix, "--delete", "--yes", "--json"));
        assertThat(names(result, "left")).isEmpty();
        assertThat(left(suffix)).isEmpty();
        return names(result, "deleted");
    }

    private static List<String> names(JsonNode result, String list) {
        List<String> names = new ArrayList<>();
        result.path(list).forEach(each -> names.add(each.path("resource").asText()));
        return names;
    }

    /** As {@code tap leftovers} prints it. */
    private String state(String suffix) {
        return "s3:" + sandbox.stateBucket(checkout) + "/" + stack() + "/" + suffix + "/terraform.tfstate";
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
