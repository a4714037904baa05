package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapstack.main.process.Program;
import java.nio.file.Path;
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

/** The ordinary way to deploy: the cdktf command line, which knows the project from {@code cdktf.json} alone. */
@Tag(Stages.LONG)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CdktfIT {
    private static final String STACK = "payments-dev";

    private final Checkout checkout = Checkout.of(CdktfIT.class);
    private final Path folder = checkout.root().resolve("cdktf.out/stacks").resolve(STACK);
    private LocalAccount local;
    private TerraformByHand terraform;
    private CdktfByHand cdktf;
    private boolean deployed;

    @BeforeAll
    void startAnAccount() {
        local = LocalAccount.start(checkout);
        terraform = new TerraformByHand(checkout, local.account("eu-central-1"));
        cdktf = new CdktfByHand(checkout, terraform);
        cdktf.install();
    }

    @AfterAll
    void end() {
        if (local != null) {
            local.close();
        }
    }

    /** Without a deployed system the later stages have nothing to say. */
    @BeforeEach
    void needsTheDeploy(TestInfo test) {
        boolean deploys =
                test.getTestMethod().orElseThrow().getAnnotation(Order.class).value() <= 2;
        assumeTrue(deploys || deployed, "nothing is deployed");
    }

    @Test
    @Order(1)
    @Tag("C1")
    void synthWritesEveryStack() {
        checkout.intoTheEmulatedAccount("dev");
        succeeds(cdktf.run("synth"));
        StacksIT.stacks()
                .forEach(stack -> assertThat(folder.resolveSibling(stack).resolve("cdk.tf.json"))
                        .isNotEmptyFile());
    }

    @Test
    @Order(2)
    @Tag("C5")
    void deployMakesTheStackInABootstrappedAccount() {
        succeeds(checkout.tap(terraform.environment(), "bootstrap", "dev", "--yes"));
        succeeds(cdktf.run("deploy", STACK, "--auto-approve", "--terraform-parallelism=30"));
        deployed = true;
    }

    @Test
    @Order(3)
    void diffSaysThatNothingIsToBeChanged() {
        assertThat(succeeds(cdktf.run("diff", STACK))).contains("No changes.");
        succeeds(terraform.run(folder, "plan", "-detailed-exitcode", "-input=false", "-no-color"));
    }

    @Test
    @Order(4)
    @Tag("C4")
    void destroyLeavesNothingInTheState() {
        succeeds(cdktf.run("destroy", STACK, "--auto-approve", "--terraform-parallelism=30"));
        Program.Result left = terraform.run(folder, "state", "list");
        succeeds(left);
        assertThat(left.out()).isBlank();
    }

    private static String succeeds(Program.Result result) {
        assertThat(result.exitCode()).as(result.text()).isZero();
        return result.text();
    }
}
