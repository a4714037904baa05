package io.tapstack.modules.s3;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.s3_object.S3Object;
import software.constructs.Construct;

/**
 * A file of the build as an object whose key names its content: {@code <folder>/<sha256>/<file>}. Another content is another
 * object: it is there before anybody is told its key, and the former goes when nobody names it any more.
 */
public final class ArtifactObject extends Construct {
    private final Ref ref;

    /**
     * @param folder what the key starts with
     * @param path of the file, seen from where Terraform runs
     */
    public record Props(SecureBucket.Ref bucket, String folder, String path) {}

    /**
     * What others may use of it.
     *
     * @param key whoever mentions it waits for the object
     * @param sha256 of the content, in lower-case hexadecimal
     */
    public record Ref(String key, String sha256) {}

    public ArtifactObject(Construct scope, String id, Props props) {
        super(scope, id);
        // As FunctionArtifact's hash: Terraform reads the file, and Fn would escape the path.
        String sha256 = "${filesha256(\"" + props.path + "\")}";
        String name = props.path.substring(props.path.lastIndexOf('/') + 1);
        S3Object object = S3Object.Builder.create(this, "object")
                .bucket(props.bucket.name())
                .key(props.folder + "/" + sha256 + "/" + name)
                .source(props.path)
                // Or what starts in between would look for an object that is gone.
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
        this.ref = new Ref(object.getKey(), sha256);
    }

    public Ref ref() {
        return ref;
    }
}
