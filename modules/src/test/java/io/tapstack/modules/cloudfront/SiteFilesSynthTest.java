package io.tapstack.modules.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.s3.SecureBucket;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B3")
final class SiteFilesSynthTest {
    private static final Synthesized STACK = Synthesized.of(stack -> new SiteFiles(
            stack,
            "site",
            new SiteFiles.Props(
                    new SecureBucket.Ref("files", "arn:aws:s3:::files", Optional.empty(), null),
                    "../../../site/target/site-manifest.json")));

    @Test
    void areThoseOfTheManifestWhichTerraformReads() {
        assertThat(STACK.root().path("locals").toString())
                .contains("${jsondecode(file(\\\"../../../site/target/site-manifest.json\\\")).files}");
        for (ResourceAssert files : STACK.all("aws_s3_object")) {
            files.hasText("for_each", "${{for file in local.").hasText("for_each", " : file.key => file if file.key ");
        }
    }

    @Test
    void haveTheManifestsTypesAndTheirTimeInCaches() {
        for (ResourceAssert files : STACK.all("aws_s3_object")) {
            files.has("bucket", "files")
                    .has("key", "${each.value.key}")
                    .has("source", "../../../site/target/${each.value.path}")
                    .has("source_hash", "${each.value.sha256}")
                    .has("content_type", "${each.value.contentType}")
                    .has("cache_control", "${each.value.cacheControl}");
        }
    }

    @Test
    void arriveBeforeThePageAndGoAfterIt() {
        assertThat(STACK.all("aws_s3_object")).hasSize(2);
        ResourceAssert page = files("== \"index.html\"}}");
        ResourceAssert others = files("!= \"index.html\"}}");
        page.has("depends_on", List.of(others.address()));
        others.has("lifecycle/create_before_destroy", true);
    }

    private static ResourceAssert files(String ending) {
        return STACK.all("aws_s3_object").stream()
                .filter(files -> files.at("for_each").asText().endsWith(ending))
                .findAny()
                .orElseThrow();
    }
}
