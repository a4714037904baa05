package io.tapstack.modules.network;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.testing.Synthesized;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C14")
final class SecurityGroupSynthTest {
    private static final String PREFIX_LIST = "pl-1";
    private static final Synthesized STACK = Synthesized.of(stack -> {
        SecurityGroup.Ref functions = new SecurityGroup(
                        stack,
                        "functions",
                        new SecurityGroup.Props(DEPLOYMENT, "functions", "Payment functions", "vpc-1"))
                .ref();
        new AllowedTraffic(
                stack, "to-db", new AllowedTraffic.Props(functions.id(), "sg-db", 5432, "Ledger to database"));
        new AllowedEgress(
                stack, "to-s3", new AllowedEgress.Props(functions.id(), PREFIX_LIST, 443, "Ledger to audit bucket"));
    });

    @Test
    void hasNoRulesWrittenInside() {
        STACK.only("aws_security_group").lacks("ingress").lacks("egress");
    }

    @Test
    void canBeReplacedWhileItIsInUse() {
        STACK.only("aws_security_group")
                .has("name_prefix", "payments-pr123-functions-")
                .has("description", "Payment functions")
                .has("revoke_rules_on_delete", true)
                .has("lifecycle/create_before_destroy", true)
                .has("tags/Name", "payments-pr123-functions");
    }

    @Test
    void opensOnePortOnBothSides() {
        STACK.only("aws_vpc_security_group_egress_rule", "description", "Ledger to database")
                .hasText("security_group_id", "aws_security_group.")
                .has("referenced_security_group_id", "sg-db")
                .has("ip_protocol", "tcp")
                .has("from_port", 5432)
                .has("to_port", 5432)
                .lacks("cidr_ipv4")
                .lacks("cidr_ipv6");
        STACK.only("aws_vpc_security_group_ingress_rule")
                .has("security_group_id", "sg-db")
                .hasText("referenced_security_group_id", "aws_security_group.")
                .has("ip_protocol", "tcp")
                .has("from_port", 5432)
                .has("to_port", 5432)
                .has("description", "Ledger to database")
                .lacks("cidr_ipv4")
                .lacks("cidr_ipv6");
    }

    @Test
    void opensOnePortToAPrefixList() {
        STACK.only("aws_vpc_security_group_egress_rule", "prefix_list_id", PREFIX_LIST)
                .has("from_port", 443)
                .has("to_port", 443)
                .has("ip_protocol", "tcp")
                .has("description", "Ledger to audit bucket")
                .lacks("cidr_ipv4");
    }

    @Test
    @Tag("B5")
    void letsAPrefixListInByOnePort() {
        Synthesized.of(stack -> new AllowedIngress(
                        stack, "in", new AllowedIngress.Props(PREFIX_LIST, "sg-1", 443, "Edge to load balancer")))
                .only("aws_vpc_security_group_ingress_rule")
                .has("security_group_id", "sg-1")
                .has("prefix_list_id", PREFIX_LIST)
                .has("from_port", 443)
                .has("to_port", 443)
                .has("ip_protocol", "tcp")
                .has("description", "Edge to load balancer")
                .lacks("cidr_ipv4")
                .lacks("cidr_ipv6");
    }

    @Test
    void refusesARuleWithoutDescription() {
        assertThatThrownBy(() -> new AllowedTraffic.Props("sg-1", "sg-2", 443, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got \"\"");
    }

    @Test
    void refusesADescriptionThatEc2WouldRefuse() {
        assertThatThrownBy(() -> new AllowedEgress.Props("sg-1", PREFIX_LIST, 443, "functions → S3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got \"functions → S3\"");
    }
}
