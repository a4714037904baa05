package io.tapstack.modules.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_egress_rule.VpcSecurityGroupEgressRule;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_ingress_rule.VpcSecurityGroupIngressRule;
import java.util.List;
import software.constructs.Construct;

/**
 * Members of one security group may open TCP connections to one port of the members of another: the rule out of the
 * first and the rule into the second, both described (C14). Groups only, never addresses.
 */
public final class AllowedTraffic extends Construct {
    private static final String TCP = "tcp";

    private final List<ITerraformDependable> rules;

    /**
     * @param port may be a token
     * @param description who talks to whom about what; shown at both rules
     */
    public record Props(String fromSecurityGroupId, String toSecurityGroupId, Number port, String description) {
        public Props {
            SecurityGroup.requireDescription(description);
        }
    }

    public AllowedTraffic(Construct scope, String id, Props props) {
        super(scope, id);
        VpcSecurityGroupEgressRule out = VpcSecurityGroupEgressRule.Builder.create(this, "out")
                .securityGroupId(props.fromSecurityGroupId)
                .referencedSecurityGroupId(props.toSecurityGroupId)
                .ipProtocol(TCP)
                .fromPort(props.port)
                .toPort(props.port)
                .description(props.description)
                .build();
        VpcSecurityGroupIngressRule in = VpcSecurityGroupIngressRule.Builder.create(this, "in")
                .securityGroupId(props.toSecurityGroupId)
                .referencedSecurityGroupId(props.fromSecurityGroupId)
                .ipProtocol(TCP)
                .fromPort(props.port)
                .toPort(props.port)
                .description(props.description)
                .build();
        this.rules = List.of(out, in);
    }

    /** For resources that need the traffic as soon as they are created. */
    public List<ITerraformDependable> rules() {
        return rules;
    }
}
