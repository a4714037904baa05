package io.tapstack.modules.cloudfront;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformLocal;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.s3_object.S3Object;
import io.tapstack.modules.s3.SecureBucket;
import java.util.List;
import software.constructs.Construct;

/**
 * The files of a site in its bucket (B3), as its build's manifest lists them: the page after everything that it asks for, and
 * what it no longer asks for goes after the page has changed.
 *
 * <p>Terraform reads the manifest at plan, this library never does (C1): each file is an object at the address of its key.
 */
public final class SiteFiles extends Construct {

    /**
     * @param manifest path of {@code site-manifest.json}, seen from where Terraform runs; the files' paths in it are relative to
     *     its folder
     */
    public record Props(SecureBucket.Ref bucket, String manifest) {}

    public SiteFiles(Construct scope, String id, Props props) {
        super(scope, id);
        // As FunctionArtifact's hash: Terraform reads the file, and Fn would escape the path.
        String files =
                new TerraformLocal(this, "files", "${jsondecode(file(\"" + props.manifest + "\")).files}").getFqn();
        S3Object others = objects("others", props, files, "!=", List.of());
        objects("page", props, files, "==", List.of(others));
    }

    private S3Object objects(
            String id, Props props, String files, String compared, List<ITerraformDependable> madeBefore) {
        String folder = props.manifest.substring(0, props.manifest.lastIndexOf('/') + 1);
        S3Object objects = S3Object.Builder.create(this, id)
                .bucket(props.bucket.name())
                .key("${each.value.key}")
                .source(folder + "${each.value.path}")
                .sourceHash("${each.value.sha256}")
                .contentType("${each.value.contentType}")
                .cacheControl("${each.value.cacheControl}")
                .dependsOn(madeBefore)
                // Or files would go before the page that still asks for them has changed.
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
        objects.addOverride(
                "for_each",
                "${{for file in " + files + " : file.key => file if file.key " + compared + " \"" + Distribution.PAGE
                        + "\"}}");
        return objects;
    }
}
