package io.tapstack.lambda.security.remediation;

import java.util.Set;

/**
 * One way in: a protocol and ports from one range of addresses.
 *
 * @param protocol {@code tcp}, or {@code -1} for all
 * @param ports of TCP and UDP; without meaning for others
 * @param description empty where there is none
 */
record IngressRule(String protocol, PortRange ports, String cidr, String description) {
    private static final Set<String> ANYWHERE = Set.of("0.0.0.0/0", "::/0");

    boolean isFromAnywhere() {
        return ANYWHERE.contains(cidr);
    }

    boolean isTcpTo(int port) {
        return protocol.equals("tcp") && ports.contains(port);
    }

    boolean isAllTraffic() {
        return protocol.equals("-1");
    }

    IngressRule on(PortRange others) {
        return new IngressRule(protocol, others, cidr, description);
    }

    @Override
    public String toString() {
        return isAllTraffic() ? "all traffic from " + cidr : protocol + " " + ports + " from " + cidr;
    }
}
