package io.tapstack.main.tap;

import io.tapstack.main.terraform.StackFolder;
import io.tapstack.main.terraform.StateStore;
import io.tapstack.main.terraform.Terraform;
import java.nio.file.Path;
import java.util.Optional;

/** One freshly synthesized stack, and Terraform in the account where it belongs. */
record StackTarget(StackFolder stack, Terraform terraform, StateStore store) {

    static StackTarget of(Session session, String stack, Optional<Path> mirror) {
        StackAccount account = StackAccount.of(session, stack);
        Session.Tools tools = session.tools(mirror);
        StackFolder folder = account.synthesize();
        return new StackTarget(folder, account.terraform(tools, folder), account.store(folder));
    }
}
