package io.tapstack.lambda.security.remediation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Security groups in EC2. */
record Ec2SecurityGroups(Ec2Query ec2) implements SecurityGroups {
    @Override
    public SecurityGroup describe(String groupId) {
        try {
            return ec2.call("DescribeSecurityGroups", Map.of("GroupId.1", groupId)).items("securityGroupInfo").stream()
                    .findFirst()
                    .map(Ec2SecurityGroups::group)
                    .orElseThrow(ResourceGoneException::new);
        } catch (Ec2Query.Ec2Exception e) {
            if (e.code().equals("InvalidGroup.NotFound")) {
                throw new ResourceGoneException();
            }
            throw e;
        }
    }

    @Override
    public void authorize(String groupId, List<IngressRule> rules) {
        ec2.call("AuthorizeSecurityGroupIngress", parameters(groupId, rules));
    }

    @Override
    public void revoke(String groupId, List<IngressRule> rules) {
        ec2.call("RevokeSecurityGroupIngress", parameters(groupId, rules));
    }

    private static SecurityGroup group(Xml group) {
        return new SecurityGroup(
                group.items("tagSet").stream()
                        .collect(Collectors.toMap(tag -> tag.text("key"), tag -> tag.text("value"))),
                group.items("ipPermissions").stream()
                        .flatMap(Ec2SecurityGroups::rules)
                        .toList());
    }

    private static Stream<IngressRule> rules(Xml permission) {
        return Stream.concat(
                permission.items("ipRanges").stream().map(range -> rule(permission, range, "cidrIp")),
                permission.items("ipv6Ranges").stream().map(range -> rule(permission, range, "cidrIpv6")));
    }

    private static IngressRule rule(Xml permission, Xml range, String cidr) {
        return new IngressRule(
                permission.text("ipProtocol"),
                new PortRange(port(permission.text("fromPort")), port(permission.text("toPort"))),
                range.text(cidr),
                range.text("description"));
    }

    /** All traffic has no ports. */
    private static int port(String text) {
        return text.isEmpty() ? -1 : Integer.parseInt(text);
    }

    private static Map<String, String> parameters(String groupId, List<IngressRule> rules) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("GroupId", groupId);
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            var permission = "IpPermissions." + (i + 1) + ".";
            var range = permission + (rule.cidr().contains(":") ? "Ipv6Ranges.1." : "IpRanges.1.");
            parameters.put(permission + "IpProtocol", rule.protocol());
            parameters.put(permission + "FromPort", String.valueOf(rule.ports().first()));
            parameters.put(permission + "ToPort", String.valueOf(rule.ports().last()));
            parameters.put(range + (rule.cidr().contains(":") ? "CidrIpv6" : "CidrIp"), rule.cidr());
            if (!rule.description().isEmpty()) {
                parameters.put(range + "Description", rule.description());
            }
        }
        return parameters;
    }
}
