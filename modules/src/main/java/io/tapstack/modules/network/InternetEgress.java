package io.tapstack.modules.network;

import com.hashicorp.cdktf.providers.aws.vpc_security_group_egress_rule.VpcSecurityGroupEgressRule;
import software.constructs.Construct;

/** Members of a security group may open HTTPS connections to the internet, where a NAT gateway takes them there (B2). */
public final class InternetEgress extends Construct {
    private static final int HTTPS = 443;

    /** @param description who calls what */
    public record Props(String fromSecurityGroupId, String description) {
        public Props {
            SecurityGroup.requireDescription(description);
        }
    }

    public InternetEgress(Construct scope, String id, Props props) {
        super(scope, id);
        VpcSecurityGroupEgressRule.Builder.create(this, "out")
                .securityGroupId(props.fromSecurityGroupId)
                .cidrIpv4(InternetAccess.ANYWHERE)
                .ipProtocol("tcp")
                .fromPort(HTTPS)
                .toPort(HTTPS)
                .description(props.description)
                .build();
    }
}
