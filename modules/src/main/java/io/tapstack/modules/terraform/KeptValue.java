package io.tapstack.modules.terraform;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformResourceConfig;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import java.util.List;
import software.constructs.Construct;

/**
 * A value that Terraform computes once, such as a {@code uuid()}, and keeps in the state for as long as the resource exists.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/resources/terraform-data">terraform_data</a>
 */
public final class KeptValue {
    private KeptValue() {}

    /** Reference to the value of {@code expression}; to the input, since Terraform takes no output for sensitive. */
    public static String of(Construct scope, String id, String expression) {
        TerraformResource kept = new TerraformResource(
                scope,
                id,
                TerraformResourceConfig.builder()
                        .terraformResourceType("terraform_data") // Terraform's own
                        .lifecycle(TerraformResourceLifecycle.builder()
                                .ignoreChanges(List.of("input"))
                                .build())
                        .build());
        kept.addOverride("input", expression);
        return kept.getStringAttribute("input");
    }
}
