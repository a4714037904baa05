package io.tapstack.modules.compute;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Statement;
import java.util.List;

/**
 * What every instance may do: be reached by Session Manager, which replaces keys and an open port for SSH. A part of
 * AWS's {@code AmazonSSMManagedInstanceCore}, which also reads every parameter of the account.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html">
 *     Create a custom IAM role for Session Manager</a>
 */
final class InstanceAccess {
    private InstanceAccess() {}

    static List<Statement> sessions(Account account) {
        return List.of(
                Statement.allow("RegisterWithSystemsManager")
                        .to("ssm:UpdateInstanceInformation")
                        .on(account.arn("ec2", "instance/*")),
                Statement.allow("CarrySessions")
                        .to(
                                "ssmmessages:CreateControlChannel",
                                "ssmmessages:CreateDataChannel",
                                "ssmmessages:OpenControlChannel",
                                "ssmmessages:OpenDataChannel")
                        .onAnyResource("channels belong to no resource"));
    }
}
