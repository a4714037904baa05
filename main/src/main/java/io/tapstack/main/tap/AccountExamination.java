package io.tapstack.main.tap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.environments.Quota;
import io.tapstack.main.account.AccountNeeds;
import io.tapstack.main.account.Allowance;
import io.tapstack.main.account.Allowances;
import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.account.IssuedCertificate;
import io.tapstack.main.account.MissingPermission;
import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.terraform.AwsProfiles;
import io.tapstack.main.terraform.StackFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Compares what the account of an environment allows with what all its systems need, before anything is deployed (C15).
 * Reads with the caller's credentials and changes nothing.
 */
record AccountExamination(Session session, String environment) {

    /** @throws Failure without credentials, or if the environment cannot be synthesized */
    List<Check> checks() {
        Optional<EmulatorProcess> emulator = emulator();
        if (emulator.isEmpty()) {
            AwsProfiles.check(session.machine());
        }
        AccountNeeds needs = needs();
        try (CallerAccount account = account(emulator, needs)) {
            return checks(needs, account);
        } catch (SdkClientException e) {
            String message = String.valueOf(e.getMessage());
            throw message.contains("Unable to load credentials")
                    ? AwsProfiles.noCredentials("examine the account of " + environment + " with")
                    : new Failure("cannot examine the account of " + environment + ": " + message, e);
        }
    }

    /** @throws Failure with each thing that the account does not allow, and how to get it */
    void require() {
        List<Check> missing = checks().stream()
                .filter(check -> check.state() == Check.State.MISSING)
                .toList();
        if (!missing.isEmpty()) {
            throw new Failure(
                    "the account does not allow all that " + environment + " needs",
                    Stream.concat(
                                    missing.stream().map(check -> check.what() + ": " + check.advice()),
                                    Stream.of("to go on all the same: --skip-quotas"))
                            .toArray(String[]::new));
        }
    }

    private Optional<EmulatorProcess> emulator() {
        return environment.equals("local") ? Optional.of(new LocalAws(session).required()) : Optional.empty();
    }

    private AccountNeeds needs() {
        Path output = session.project().work().resolve("needs");
        List<String> stacks = Systems.stacks(List.of(environment));
        Synthesis.of(session.project(), session.machine()).run(stacks, output);
        return new AccountNeeds(stacks.stream()
                .map(stack -> read(StackFolder.in(output, stack).configuration()))
                .toList());
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw Failure.of("cannot read " + file, e);
        }
    }

    private CallerAccount account(Optional<EmulatorProcess> emulator, AccountNeeds needs) {
        return emulator.map(aws -> new LocalAws(session).clients(aws, needs.region()))
                .map(clients -> CallerAccount.emulated(clients, clients.root().credentials()))
                .orElseGet(() ->
                        CallerAccount.ofCaller(needs.region(), session.machine().environment()));
    }

    /** Of the account that the caller has. */
    List<Check> checks(AccountNeeds needs, CallerAccount caller) {
        List<Check> checks = new ArrayList<>(List.of(account(needs, caller)));
        if (checks.get(0).state() == Check.State.OK) { // another account's quotas mean nothing here
            Allowances allowances = needs.allowances(caller);
            for (Quota quota : Quota.values()) {
                checks.add(quota(quota, needs, allowances));
            }
            needs.certificates().forEach(arn -> checks.add(certificate(arn, needs, caller)));
        }
        return checks;
    }

    private Check account(AccountNeeds needs, CallerAccount account) {
        GetCallerIdentityResponse caller = account.client(StsClient.builder()).getCallerIdentity();
        return caller.account().equals(needs.accountId())
                ? Check.ok("account", caller.account() + " in " + needs.region() + ", as " + caller.arn())
                : Check.missing(
                        "account",
                        "the credentials are of account " + caller.account() + ", " + environment + " is "
                                + needs.accountId() + " in cdktf.json",
                        "use credentials of account " + needs.accountId());
    }

    private static Check quota(Quota quota, AccountNeeds needs, Allowances allowances) {
        String name = quota.code();
        int needed = needs.of(quota);
        try {
            Allowance allowance = allowances.of(quota);
            int wanted = needed + allowance.usedByOthers();
            String what = quota.title() + ": " + needed + " needed, " + allowance.allowed() + " allowed, "
                    + allowance.usedByOthers() + " in use by others";
            return wanted <= allowance.allowed()
                    ? Check.ok(name, what)
                    : Check.missing(
                            name,
                            what,
                            "request " + wanted + " in the console under Service Quotas, or: aws service-quotas"
                                    + " request-service-quota-increase --region " + needs.region() + " --service-code "
                                    + quota.service() + " --quota-code " + quota.code() + " --desired-value " + wanted);
        } catch (MissingPermission e) {
            return Check.missing(
                    name,
                    quota.title() + ": " + needed + " needed; the credentials may not call " + e.action()
                            + ", so whether the account allows it is unknown",
                    "allow " + e.action() + ", or look in the console under Service Quotas");
        }
    }

    private static Check certificate(String arn, AccountNeeds needs, CallerAccount account) {
        String name = "certificate";
        try {
            IssuedCertificate certificate = IssuedCertificate.read(account, arn);
            List<String> lacking = certificate.lacks(needs.names());
            String advice = "give one in cdktf.json that is issued for all of " + String.join(", ", needs.names())
                    + ", such as a wildcard, or none: then each is requested";
            if (!certificate.isIssued()) {
                return Check.missing(name, arn + " is " + certificate.status(), advice);
            }
            return lacking.isEmpty()
                    ? Check.ok(name, arn + " covers " + String.join(", ", needs.names()))
                    : Check.missing(name, arn + " does not cover " + String.join(", ", lacking), advice);
        } catch (MissingPermission e) {
            return Check.missing(
                    name,
                    "the credentials may not call " + e.action() + ", so it is unknown whether " + arn + " covers "
                            + String.join(", ", needs.names()),
                    "allow " + e.action());
        }
    }
}
