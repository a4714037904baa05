package io.tapstack.modules.kms;

import io.tapstack.modules.core.Statement;

/** What a role may be allowed to do with a key. {@code what} tells two grants in one policy apart. */
public record KeyGrants(String arn) {

    public Statement encryptDecrypt(String what) {
        return Statement.allow("UseKeyOf" + what)
                .to("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:DescribeKey")
                .on(arn);
    }

    /** For a writer that never reads back; S3 multipart uploads would also need {@code kms:Decrypt}. */
    public Statement encrypt(String what) {
        return Statement.allow("UseKeyOf" + what).to("kms:GenerateDataKey").on(arn);
    }

    public Statement decrypt(String what) {
        return Statement.allow("UseKeyOf" + what).to("kms:Decrypt").on(arn);
    }
}
