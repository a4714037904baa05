package io.tapstack.modules.s3;

import com.hashicorp.cdktf.TerraformOutput;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B6")
final class ArtifactObjectSynthTest {
    private static final String SHA256 = "${filesha256(\"${path.module}/target/app.jar\")}";
    private static final Synthesized STACK = Synthesized.of(stack -> {
        SecureBucket.Ref bucket = new SecureBucket.Ref(
                "artifacts",
                "arn:aws:s3:::artifacts",
                Optional.empty(),
                new BucketGrants("artifacts", "arn", Optional.empty(), "eu-central-1"));
        ArtifactObject.Ref object = new ArtifactObject(
                        stack, "app", new ArtifactObject.Props(bucket, "application", "${path.module}/target/app.jar"))
                .ref();
        TerraformOutput.Builder.create(stack, "key").value(object.key()).build();
        TerraformOutput.Builder.create(stack, "sha256").value(object.sha256()).build();
    });

    @Test
    void isWhereItsContentSays() {
        STACK.only("aws_s3_object")
                .has("bucket", "artifacts")
                .has("key", "application/" + SHA256 + "/app.jar")
                .has("source", "${path.module}/target/app.jar");
    }

    @Test
    void arrivesBeforeTheFormerOneGoes() {
        STACK.only("aws_s3_object").has("lifecycle/create_before_destroy", true);
    }

    @Test
    void isThereForWhoKnowsItsKey() {
        ResourceAssert object = STACK.only("aws_s3_object");
        STACK.output("key").has("value", "${" + object.address() + ".key}");
        STACK.output("sha256").has("value", SHA256);
    }
}
