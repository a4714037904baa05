package io.tapstack.modules.account;

import com.hashicorp.cdktf.providers.aws.ebs_encryption_by_default.EbsEncryptionByDefault;
import com.hashicorp.cdktf.providers.aws.iam_account_password_policy.IamAccountPasswordPolicy;
import com.hashicorp.cdktf.providers.aws.s3_account_public_access_block.S3AccountPublicAccessBlock;
import io.tapstack.modules.core.Problems;
import software.constructs.Construct;

/**
 * What the account refuses or does by itself, whatever a resource says (S11; FSBP S3.1, EC2.7, IAM.7; CIS 1.7, 1.8, 2.1.4,
 * 5.1.1).
 */
public final class AccountDefaults extends Construct {
    private static final int PASSWORD_LENGTH = 14;
    private static final int PASSWORDS_REMEMBERED = 24;
    private static final int PASSWORD_DAYS = 90;

    /** Nothing is named here: there is one of each. */
    public record Props(AccountSettings settings) {
        public Props {
            Problems.refuse("account", settings);
        }
    }

    public AccountDefaults(Construct scope, String id, Props props) {
        super(scope, id);
        AccountSettings settings = props.settings;
        if (settings.s3PublicAccessBlock().isCreated()) {
            S3AccountPublicAccessBlock.Builder.create(this, "s3-public-access")
                    .blockPublicAcls(true)
                    .blockPublicPolicy(true)
                    .ignorePublicAcls(true)
                    .restrictPublicBuckets(true)
                    .build();
        }
        if (settings.ebsEncryption().isCreated()) {
            EbsEncryptionByDefault.Builder.create(this, "ebs-encryption")
                    .enabled(true)
                    .build();
        }
        if (settings.passwordPolicy().isCreated()) {
            IamAccountPasswordPolicy.Builder.create(this, "password-policy")
                    .minimumPasswordLength(PASSWORD_LENGTH)
                    .requireLowercaseCharacters(true)
                    .requireUppercaseCharacters(true)
                    .requireNumbers(true)
                    .requireSymbols(true)
                    .passwordReusePrevention(PASSWORDS_REMEMBERED)
                    .maxPasswordAge(PASSWORD_DAYS)
                    .allowUsersToChangePassword(true)
                    .build();
        }
    }
}
