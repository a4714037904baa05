package io.tapstack.modules.secrets;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Statement;
import java.util.List;

/** What every secret's policy says: whatever IAM policies allow, nobody of another account. */
final class OwnAccount {
    private OwnAccount() {}

    static Statement only(Account account, String secretArn) {
        return Statement.deny("RefuseOtherAccounts")
                .byAnyone()
                .toAllOf("secretsmanager")
                .on(secretArn)
                .when(new Condition("StringNotEquals", "aws:PrincipalAccount", List.of(account.id())));
    }
}
