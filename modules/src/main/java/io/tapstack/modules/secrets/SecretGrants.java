package io.tapstack.modules.secrets;

import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Sid;
import io.tapstack.modules.core.Statement;
import java.util.List;

/** What a role may be allowed to do with a secret; each grant brings the use of the secret's key, through Secrets Manager only. */
public final class SecretGrants {
    private final String purpose;
    private final String arn;
    private final String keyArn;
    private final String region;

    SecretGrants(String purpose, String arn, String keyArn, String region) {
        this.purpose = purpose;
        this.arn = arn;
        this.keyArn = keyArn;
        this.region = region;
    }

    /** For whoever signs in with it. */
    public List<Statement> read() {
        return List.of(
                Statement.allow(Sid.of("Read", purpose))
                        .to("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue")
                        .on(arn),
                key("kms:Decrypt"));
    }

    /** The rotation function's part. */
    List<Statement> rotate() {
        return List.of(
                Statement.allow(Sid.of("Rotate", purpose))
                        .to(
                                "secretsmanager:DescribeSecret",
                                "secretsmanager:GetSecretValue",
                                "secretsmanager:PutSecretValue",
                                "secretsmanager:UpdateSecretVersionStage")
                        .on(arn),
                Statement.allow("GeneratePasswords")
                        .to("secretsmanager:GetRandomPassword")
                        .onAnyResource("a random password belongs to no secret yet"),
                key("kms:Decrypt", "kms:GenerateDataKey"));
    }

    private Statement key(String... actions) {
        return Statement.allow(Sid.of("UseKeyOf", purpose))
                .to(actions)
                .on(keyArn)
                .when(Condition.equals("kms:ViaService", "secretsmanager." + region + ".amazonaws.com"));
    }
}
