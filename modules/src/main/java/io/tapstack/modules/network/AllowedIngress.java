package io.tapstack.modules.network;

import com.hashicorp.cdktf.providers.aws.vpc_security_group_ingress_rule.VpcSecurityGroupIngressRule;
import software.constructs.Construct;

/**
 * Whom a prefix list names may open TCP connections to one port of a security group's members: the way in from a
 * service at the edge, which has no security group (B5). A prefix list counts as many rules as it may have entries:
 * CloudFront's takes 55 of the 60 that a group has by default, so there is room for one such port.
 */
public final class AllowedIngress extends Construct {

    /** @param description who talks to whom about what */
    public record Props(String prefixListId, String toSecurityGroupId, int port, String description) {
        public Props {
            SecurityGroup.requireDescription(description);
        }
    }

    public AllowedIngress(Construct scope, String id, Props props) {
        super(scope, id);
        VpcSecurityGroupIngressRule.Builder.create(this, "in")
                .securityGroupId(props.toSecurityGroupId)
                .prefixListId(props.prefixListId)
                .ipProtocol("tcp")
                .fromPort(props.port)
                .toPort(props.port)
                .description(props.description)
                .build();
    }
}
