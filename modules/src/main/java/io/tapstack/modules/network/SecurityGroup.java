package io.tapstack.modules.network;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import io.tapstack.modules.core.Deployment;
import java.util.Map;
import java.util.regex.Pattern;
import software.constructs.Construct;

/**
 * A security group without any rule: nothing gets in or out until {@link AllowedTraffic} or {@link AllowedEgress} says
 * so (C14). Terraform drops the rule "everything may leave" that AWS puts into a new group.
 *
 * <p>Its rules are resources of their own; written inside the group they would fight with those.
 */
public final class SecurityGroup extends Construct {
    private static final Pattern DESCRIPTION = Pattern.compile("[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");

    private final Ref ref;

    /**
     * @param purpose goes into the group's name
     * @param description who is in the group; cannot be changed later without replacing the group
     */
    public record Props(Deployment deployment, String purpose, String description, String vpcId) {
        public Props {
            requireDescription(description);
        }
    }

    /** What others may use of a security group. */
    public record Ref(String id, String purpose) {}

    public SecurityGroup(Construct scope, String id, Props props) {
        super(scope, id);
        String name = props.deployment.name(props.purpose);
        // The binding's class has the same simple name.
        var group = com.hashicorp.cdktf.providers.aws.security_group.SecurityGroup.Builder.create(this, "group")
                .namePrefix(name + "-") // a replacement lives beside the old group for a while
                .description(props.description)
                .vpcId(props.vpcId)
                .revokeRulesOnDelete(true) // else two groups that refer to each other cannot be deleted
                .tags(Map.of("Name", name))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
        this.ref = new Ref(group.getId(), props.purpose);
    }

    public Ref ref() {
        return ref;
    }

    /** EC2 takes fewer characters in the descriptions of groups and rules than people write. */
    static void requireDescription(String description) {
        if (!DESCRIPTION.matcher(description).matches()) {
            throw new IllegalArgumentException(
                    "a description has 1 to 255 of a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$*, got \""
                            + description + '"');
        }
    }
}
