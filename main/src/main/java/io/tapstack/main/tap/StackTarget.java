package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.terraform.AwsProfiles;
import io.tapstack.main.terraform.StackFolder;
import io.tapstack.main.terraform.StateStore;
import io.tapstack.main.terraform.Terraform;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One freshly synthesized stack where it belongs: {@code …-local} in the emulated AWS that must be running, every other
 * one in the account that the caller's credentials open.
 */
record StackTarget(StackFolder stack, Terraform terraform, StateStore store) {

    static StackTarget of(Session session, String stack, Optional<Path> mirror) {
        String environment = Systems.environmentOf(stack);
        boolean local = environment.equals("local");
        Optional<EmulatorProcess> emulator = local ? new LocalAws(session).running() : Optional.empty();
        if (local && emulator.isEmpty()) {
            throw new Failure(
                    "no emulated AWS is running, so there is nothing to compare " + stack + " with", "run tap up");
        }
        if (!local) {
            AwsProfiles.check(session.machine());
        }
        Session.Tools tools = session.tools(mirror);
        Path output = local ? session.project().local() : session.project().output();
        Synthesis.of(session.project(), session.machine()).run(List.of(stack), output);
        StackFolder folder = StackFolder.in(output, stack);
        return emulator.map(aws -> new StackTarget(
                        folder,
                        session.terraform(tools, folder, new LocalAws(session).clients(aws)),
                        new StateStore(new LocalAws(session)
                                .clients(aws, folder.state().region())
                                .s3())))
                .orElseGet(() -> new StackTarget(
                        folder,
                        session.terraform(tools, folder),
                        new StateStore(client(folder.state().region()))));
    }

    private static S3Client client(String region) {
        return S3Client.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
