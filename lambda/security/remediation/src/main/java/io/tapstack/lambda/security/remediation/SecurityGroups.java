package io.tapstack.lambda.security.remediation;

import java.util.List;
import java.util.Map;

/** Security groups, where EC2 keeps them. */
interface SecurityGroups {
    /**
     * A group.
     *
     * @param ingress what is let in by address; references to other groups and prefix lists are left out
     */
    record SecurityGroup(Map<String, String> tags, List<IngressRule> ingress) {}

    /** @throws ResourceGoneException where there is none */
    SecurityGroup describe(String groupId);

    void authorize(String groupId, List<IngressRule> rules);

    void revoke(String groupId, List<IngressRule> rules);
}
