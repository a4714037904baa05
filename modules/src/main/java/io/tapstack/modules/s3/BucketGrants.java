package io.tapstack.modules.s3;

import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Sid;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.KeyGrants;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a role may be allowed to do with a bucket's objects, the use of its key included. */
public final class BucketGrants {
    private final String purpose;
    private final String arn;
    private final Optional<KeyGrants> key;
    private final Condition byS3;

    /** @param region of the bucket, whose S3 alone may use the key in the role's name */
    BucketGrants(String purpose, String arn, Optional<String> keyArn, String region) {
        this.purpose = purpose;
        this.arn = arn;
        this.key = keyArn.map(KeyGrants::new);
        this.byS3 = Condition.equals("kms:ViaService", "s3." + region + ".amazonaws.com");
    }

    /** Writing under {@code prefix} ({@code ""}: anywhere) without reading back; not enough for multipart uploads. */
    public List<Statement> putObjects(String prefix) {
        Statement put = Statement.allow(Sid.of("PutObjectsIn", purpose))
                .to("s3:PutObject")
                .on(arn + "/" + prefix + "*");
        return withKey(put, key.map(grants -> grants.encrypt(Sid.of("ToPutIn", purpose))
                .when(byS3)));
    }

    /** Reading what is under {@code prefix} ({@code ""}: anything) and whose name is known. */
    public List<Statement> readObjects(String prefix) {
        Statement read = Statement.allow(Sid.of("ReadObjectsIn", purpose))
                .to("s3:GetObject")
                .on(arn + "/" + prefix + "*");
        return withKey(read, key.map(grants -> grants.decrypt(Sid.of("ToReadIn", purpose))
                .when(byS3)));
    }

    private static List<Statement> withKey(Statement objects, Optional<Statement> useKey) {
        return Stream.concat(Stream.of(objects), useKey.stream()).toList();
    }
}
