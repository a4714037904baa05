package io.tapstack.modules.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_egress_rule.VpcSecurityGroupEgressRule;
import java.util.List;
import software.constructs.Construct;

/**
 * Members of a security group may open TCP connections to one port of what a prefix list names: the way to a gateway
 * endpoint, which has no security group (C14).
 */
public final class AllowedEgress extends Construct {
    private final List<ITerraformDependable> rules;

    /** @param description who talks to whom about what */
    public record Props(String fromSecurityGroupId, String prefixListId, int port, String description) {
        public Props {
            SecurityGroup.requireDescription(description);
        }
    }

    public AllowedEgress(Construct scope, String id, Props props) {
        super(scope, id);
        VpcSecurityGroupEgressRule out = VpcSecurityGroupEgressRule.Builder.create(this, "out")
                .securityGroupId(props.fromSecurityGroupId)
                .prefixListId(props.prefixListId)
                .ipProtocol("tcp")
                .fromPort(props.port)
                .toPort(props.port)
                .description(props.description)
                .build();
        this.rules = List.of(out);
    }

    /** For resources that need the traffic as soon as they are created. */
    public List<ITerraformDependable> rules() {
        return rules;
    }
}
