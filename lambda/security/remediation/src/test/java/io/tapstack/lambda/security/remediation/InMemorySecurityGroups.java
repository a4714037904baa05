package io.tapstack.lambda.security.remediation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Security groups in memory, as strict as EC2 about rules that are there already or not at all. */
final class InMemorySecurityGroups implements SecurityGroups {
    private final Map<String, SecurityGroup> groups = new HashMap<>();

    void make(String id, Map<String, String> tags, List<IngressRule> ingress) {
        groups.put(id, new SecurityGroup(tags, List.copyOf(ingress)));
    }

    @Override
    public SecurityGroup describe(String groupId) {
        if (!groups.containsKey(groupId)) {
            throw new ResourceGoneException();
        }
        return groups.get(groupId);
    }

    @Override
    public void authorize(String groupId, List<IngressRule> rules) {
        var ingress = new ArrayList<>(describe(groupId).ingress());
        for (var rule : rules) {
            if (ingress.stream().anyMatch(known -> known.toString().equals(rule.toString()))) {
                throw new IllegalStateException("InvalidPermission.Duplicate");
            }
            ingress.add(rule);
        }
        make(groupId, describe(groupId).tags(), ingress);
    }

    @Override
    public void revoke(String groupId, List<IngressRule> rules) {
        var ingress = new ArrayList<>(describe(groupId).ingress());
        for (var rule : rules) {
            if (!ingress.remove(rule)) {
                throw new IllegalStateException("InvalidPermission.NotFound");
            }
        }
        make(groupId, describe(groupId).tags(), ingress);
    }
}
