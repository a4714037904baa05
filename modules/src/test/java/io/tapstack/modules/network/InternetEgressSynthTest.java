package io.tapstack.modules.network;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.testing.Synthesized;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B2")
final class InternetEgressSynthTest {
    @Test
    void isHttpsOnly() {
        Synthesized.of(stack -> new InternetEgress(
                        stack, "out", new InternetEgress.Props("sg-1", "Instances to services outside AWS")))
                .only("aws_vpc_security_group_egress_rule")
                .has("security_group_id", "sg-1")
                .has("cidr_ipv4", "0.0.0.0/0")
                .has("ip_protocol", "tcp")
                .has("from_port", 443)
                .has("to_port", 443)
                .has("description", "Instances to services outside AWS");
    }

    @Test
    void saysWhoCallsWhat() {
        assertThatThrownBy(() -> new InternetEgress.Props("sg-1", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a description has 1 to 255 of");
    }
}
