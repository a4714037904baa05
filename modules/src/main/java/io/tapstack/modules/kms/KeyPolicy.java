package io.tapstack.modules.kms;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;

/** The policy of a key of ours: the account's IAM policies decide, and the named services get in. */
final class KeyPolicy {
    private KeyPolicy() {}

    static String json(Deployment deployment, List<Statement> serviceAccess) {
        Statement delegation = Statement.allow("AccountDecidesByIam")
                .byAws(deployment.account().iamArn("root"))
                .toAllOf("kms")
                .onAnyResource("in a key policy, * is the key itself");
        return PolicyDocument.of(delegation).and(serviceAccess).json();
    }
}
