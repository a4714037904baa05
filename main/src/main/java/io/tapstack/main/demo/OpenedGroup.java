package io.tapstack.main.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.main.console.Failure;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;

/** A deployed security group with SSH open to the world, until the remediation closes it; closed in the end anyway. */
final class OpenedGroup implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String RULE = "INCOMING_SSH_DISABLED";
    private static final int SSH = 22;
    private static final String WORLD = "0.0.0.0/0";
    private static final IpPermission OPEN = IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(SSH)
            .toPort(SSH)
            .ipRanges(IpRange.builder().cidrIp(WORLD).build())
            .build();

    private final Ec2Client ec2;
    private final AwsJson config;
    private final String id;

    /** @param name the group's tag {@code Name} */
    OpenedGroup(Demonstration.Target target, String name) {
        this.ec2 = target.clients()
                .client(Ec2Client.builder(), target.clients().root().credentials());
        this.config = new AwsJson(target.clients(), "AWS Config", "config", "StarlingDoveService.");
        this.id = find(name);
        shut(); // by a demonstration that was interrupted
        letConfigLook(); // so that what follows is news
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(id).ipPermissions(OPEN));
    }

    String id() {
        return id;
    }

    /** Has AWS Config look at the account's groups now, instead of when it sees the change. */
    void letConfigLook() {
        ObjectNode request = MAPPER.createObjectNode();
        request.putArray("ConfigRuleNames").add(ruleName());
        config.call("StartConfigRulesEvaluation", request, Set.of());
    }

    boolean isClosed() {
        return ec2
                .describeSecurityGroups(request -> request.groupIds(id))
                .securityGroups()
                .get(0)
                .ipPermissions()
                .stream()
                .noneMatch(rule -> Integer.valueOf(SSH).equals(rule.fromPort()));
    }

    private String find(String name) {
        return ec2
                .describeSecurityGroups(request -> request.filters(
                        Filter.builder().name("tag:Name").values(name).build()))
                .securityGroups()
                .stream()
                .findFirst()
                .orElseThrow(() -> new Failure("no security group " + name))
                .groupId();
    }

    private String ruleName() {
        ObjectNode page = MAPPER.createObjectNode();
        while (true) {
            JsonNode rules = config.call("DescribeConfigRules", page, Set.of());
            for (JsonNode rule : rules.path("ConfigRules")) {
                if (rule.at("/Source/SourceIdentifier").asText().equals(RULE)) {
                    return rule.path("ConfigRuleName").asText();
                }
            }
            if (!rules.has("NextToken")) {
                throw new Failure("AWS Config has no rule " + RULE);
            }
            page.set("NextToken", rules.path("NextToken"));
        }
    }

    private void shut() {
        try {
            ec2.revokeSecurityGroupIngress(request -> request.groupId(id).ipPermissions(List.of(OPEN)));
        } catch (Ec2Exception e) {
            if (!e.awsErrorDetails().errorCode().equals("InvalidPermission.NotFound")) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        shut();
        ec2.close();
    }
}
