package io.tapstack.modules.terraform;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformResourceConfig;
import java.util.List;
import software.constructs.Construct;

/**
 * Replaces a resource whenever a value changes that is none of its attributes.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#replace_triggered_by">
 *     replace_triggered_by</a>, which takes resources only
 */
public final class Trigger {
    private Trigger() {}

    /** @param value a reference, such as the id of another resource */
    public static void replaces(TerraformResource resource, Construct scope, String id, String value) {
        TerraformResource watched = new TerraformResource(
                scope,
                id,
                TerraformResourceConfig.builder()
                        .terraformResourceType("terraform_data") // Terraform's own
                        .build());
        watched.addOverride("triggers_replace", value);
        // The bindings' own attribute resolves the resource without end.
        resource.addOverride(
                "lifecycle.replace_triggered_by", List.of("terraform_data." + watched.getFriendlyUniqueId()));
    }
}
