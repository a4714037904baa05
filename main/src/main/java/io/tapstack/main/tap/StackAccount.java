package io.tapstack.main.tap;

import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.terraform.AwsProfiles;
import io.tapstack.main.terraform.StackFolder;
import io.tapstack.main.terraform.StateStore;
import io.tapstack.main.terraform.Terraform;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The account in which a stack belongs: {@code …-local} in the emulated AWS that must be running, every other one in the
 * account that the caller's credentials open.
 */
record StackAccount(Session session, String stack, Optional<EmulatorProcess> emulator) {

    /** @throws Failure if the emulated AWS does not run, or the caller's AWS profiles cannot be read */
    static StackAccount of(Session session, String stack) {
        boolean local = Systems.environmentOf(stack).equals("local");
        Optional<EmulatorProcess> emulator = local ? new LocalAws(session).running() : Optional.empty();
        if (local && emulator.isEmpty()) {
            throw new Failure(
                    "no emulated AWS is running, so there is nothing to compare " + stack + " with", "run tap up");
        }
        if (!local) {
            AwsProfiles.check(session.machine());
        }
        return new StackAccount(session, stack, emulator);
    }

    StackFolder synthesize() {
        var output = emulator.isPresent()
                ? session.project().local()
                : session.project().output();
        Synthesis.of(session.project(), session.machine()).run(List.of(stack), output);
        return StackFolder.in(output, stack);
    }

    Terraform terraform(Session.Tools tools, StackFolder folder) {
        return emulator.map(aws -> session.terraform(tools, folder, new LocalAws(session).clients(aws)))
                .orElseGet(() -> session.terraform(tools, folder));
    }

    StateStore store(StackFolder folder) {
        return new StateStore(clients(folder).map(LocalClients::s3).orElseGet(() -> S3Client.builder()
                .region(Region.of(folder.state().region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()));
    }

    /** For checks of what is deployed. */
    CallerAccount account(StackFolder folder) {
        return clients(folder)
                .map(clients -> CallerAccount.emulated(clients, clients.root().credentials()))
                .orElseGet(() -> CallerAccount.ofCaller(
                        folder.state().region(), session.machine().environment()));
    }

    private Optional<LocalClients> clients(StackFolder folder) {
        return emulator.map(
                aws -> new LocalAws(session).clients(aws, folder.state().region()));
    }
}
