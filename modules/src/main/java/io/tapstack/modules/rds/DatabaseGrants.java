package io.tapstack.modules.rds;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Sid;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import java.util.List;

/** What a role may be allowed to do with a database. */
public final class DatabaseGrants {
    private final Account account;
    private final String resourceId;
    private final String masterSecretArn;
    private final EncryptionKey.Ref masterSecretKey;

    DatabaseGrants(Account account, String resourceId, String masterSecretArn, EncryptionKey.Ref masterSecretKey) {
        this.account = account;
        this.resourceId = resourceId;
        this.masterSecretArn = masterSecretArn;
        this.masterSecretKey = masterSecretKey;
    }

    /**
     * Logging in as {@code user} with a token instead of a password. The database has to have {@code GRANT rds_iam TO
     * user}, too.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html">
     *     Creating and using an IAM policy for IAM database access</a>
     */
    public Statement connect(String user) {
        return Statement.allow(Sid.of("ConnectAs", user))
                .to("rds-db:connect")
                .on(account.arn("rds-db", "dbuser:" + resourceId + "/" + user));
    }

    /** Reading the master user's password, which RDS rotates: for migrations only. */
    public List<Statement> readMasterSecret() {
        return List.of(
                Statement.allow("ReadMasterSecret")
                        .to("secretsmanager:GetSecretValue")
                        .on(masterSecretArn),
                masterSecretKey.grants().decrypt("MasterSecret"));
    }
}
