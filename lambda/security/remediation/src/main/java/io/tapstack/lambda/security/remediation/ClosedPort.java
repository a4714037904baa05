package io.tapstack.lambda.security.remediation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Closes one TCP port of a security group to the whole world, and nothing else: where a rule has more ports, the others
 * stay open.
 */
record ClosedPort(SecurityGroups groups, int port) implements Remedy {
    @Override
    public Map<String, String> tags(Finding.Resource group) {
        return groups.describe(group.id()).tags();
    }

    @Override
    public Diagnosis diagnose(Finding.Resource group) {
        var open = groups.describe(group.id()).ingress().stream()
                .filter(IngressRule::isFromAnywhere)
                .toList();
        var allTraffic = open.stream().filter(IngressRule::isAllTraffic).toList();
        var wrong = open.stream().filter(rule -> rule.isTcpTo(port)).toList();
        if (!wrong.isEmpty()) {
            return Diagnosis.curable(text(wrong) + stillOpen(allTraffic), () -> close(group.id(), open, wrong));
        }
        // Nobody can tell which of everything somebody needs.
        return allTraffic.isEmpty() ? Diagnosis.inOrder() : Diagnosis.needsPerson("a rule lets in " + text(allTraffic));
    }

    /** The rest of a rule is let in before the rule goes, so that nothing is ever shut out meanwhile. */
    private void close(String groupId, List<IngressRule> open, List<IngressRule> wrong) {
        var known = open.stream().map(IngressRule::toString).collect(Collectors.toSet());
        var rest = wrong.stream()
                .flatMap(rule -> rule.ports().without(port).stream().map(rule::on))
                .filter(rule -> known.add(rule.toString())) // EC2 refuses what is there already
                .toList();
        if (!rest.isEmpty()) {
            groups.authorize(groupId, rest);
        }
        groups.revoke(groupId, wrong);
    }

    private static String stillOpen(List<IngressRule> allTraffic) {
        return allTraffic.isEmpty() ? "" : "; still open, and needs a person: " + text(allTraffic);
    }

    private static String text(List<IngressRule> rules) {
        return rules.stream().map(IngressRule::toString).collect(Collectors.joining(", "));
    }
}
