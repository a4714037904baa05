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

    /** Reference to the value of {@code expression}, which Terraform prints. */
    public static String of(Construct scope, String id, String expression) {
        return in("input", scope, id, expression);
    }

    /**
     * Reference to the value of {@code expression}, which Terraform holds for sensitive from its source on. Not as the input:
     * {@code terraform show} and plans print the output, a copy of the input that is not sensitive
     * (hashicorp/terraform#35609, #38133).
     */
    public static String secret(Construct scope, String id, String expression) {
        return in("triggers_replace", scope, id, "${sensitive(" + expression + ")}");
    }

    private static String in(String attribute, Construct scope, String id, String expression) {
        TerraformResource kept = new TerraformResource(
                scope,
                id,
                TerraformResourceConfig.builder()
                        .terraformResourceType("terraform_data") // Terraform's own
                        .lifecycle(TerraformResourceLifecycle.builder()
                                .ignoreChanges(List.of(attribute))
                                .build())
                        .build());
        kept.addOverride(attribute, expression);
        return kept.getStringAttribute(attribute);
    }
}
