package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.process.Program;
import io.tapstack.main.terraform.StackFolder;
import io.tapstack.main.terraform.StackState;
import io.tapstack.main.terraform.StackState.Resource;
import io.tapstack.main.terraform.StateStore;
import io.tapstack.main.verify.Check;
import io.tapstack.main.verify.Checks;
import io.tapstack.main.verify.Outcome.Result;
import io.tapstack.main.verify.Verdict;
import io.tapstack.main.verify.Verification;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The promises of a deployed stack, as {@code tap verify} sees them.
 *
 * @param environment variables of {@code tap}
 * @param folder the synthesized stack
 */
record Promises(Checkout checkout, EmulatedAccount account, Map<String, String> environment, StackFolder folder) {
    private static final String READER = "reader";

    /** Of a system that {@code tap up} deployed. */
    static Promises local(Checkout checkout, EmulatedAccount account, String system) {
        return new Promises(
                checkout,
                account,
                Checkout.environment(),
                StackFolder.in(checkout.root().resolve(".tap/local"), system + "-local"));
    }

    /** So says the command. */
    void areKept() {
        Program.Result verify = checkout.tap(environment, "verify", folder.name(), "--json");
        JsonNode report = DeployedSecurity.json(verify.out());
        assertThat(List.copyOf(report.findParents("check")))
                .as(verify.text())
                .filteredOn(check -> !check.path("outcome").asText().equals("passed"))
                .isEmpty();
        assertThat(verify.exitCode()).as(verify.text()).isZero();
        assertThat(report.path("passed").asInt()).isPositive();
    }

    /** A promise that is broken is what the check of this name finds, and nothing else is found. */
    void areMissedBy(String check) {
        Breakage breakage = Breakage.ALL.get(check);
        StackState state = state();
        String type = Checks.ALL.stream()
                .filter(one -> one.name().equals(check))
                .map(Check::type)
                .findFirst()
                .orElseThrow();
        Resource resource = state.ofType(type).stream()
                .filter(one -> !check.equals("key-rotation")
                        || one.attributes().path("enable_key_rotation").asBoolean())
                .filter(one ->
                        !check.equals("listener-tls") || !one.text("ssl_policy").isEmpty())
                .findFirst()
                .orElseThrow();
        breakage.set(account, resource, false);
        try {
            assertThat(broken(account, state)).containsExactly(check + " " + resource.address());
        } finally {
            breakage.set(account, resource, true);
        }
        assertThat(broken(account, state)).as("mended").isEmpty();
    }

    /** A reader who is allowed the actions of the checks sees all; one who is allowed nothing sees that nothing is known. */
    void areSeenByAReader() {
        StackState state = state();
        try (IamClient iam = account.client(IamClient.builder())) {
            iam.createRole(role -> role.roleName(READER).assumeRolePolicyDocument(BoundaryCalls.TRUST));
            EmulatedAccount reader = new Decisions(account).assume(READER);
            assertThat(verdicts(reader, state))
                    .filteredOn(verdict -> !verdict.check().endsWith("-request")) // which needs no rights
                    .isNotEmpty()
                    .allMatch(verdict -> verdict.is(Result.SKIPPED)
                            && verdict.outcome().reason().matches("not allowed: [\\w-]+:\\w+"));
            iam.putRolePolicy(role -> role.roleName(READER).policyName("checks").policyDocument(policy()));
            assertThat(broken(reader, state)).isEmpty();
            iam.deleteRolePolicy(role -> role.roleName(READER).policyName("checks"));
            iam.deleteRole(role -> role.roleName(READER));
        }
    }

    private static String policy() {
        String actions = Checks.ALL.stream()
                .flatMap(check -> check.actions().stream())
                .distinct()
                .map(action -> '"' + action + '"')
                .collect(Collectors.joining(","));
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":["
                + actions + "]}]}";
    }

    private static List<Verdict> verdicts(EmulatedAccount reader, StackState state) {
        try (CallerAccount asked = CallerAccount.emulated(reader.root(), reader.credentials())) {
            return new Verification().of(asked, state);
        }
    }

    private static List<String> broken(EmulatedAccount reader, StackState state) {
        return verdicts(reader, state).stream()
                .filter(verdict -> !verdict.is(Result.PASSED))
                .map(verdict -> verdict.check() + " " + verdict.resource())
                .toList();
    }

    StackState state() {
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true))) {
            return new StateStore(s3).read(folder.state()).orElseThrow();
        }
    }
}
