package io.tapstack.main.leftovers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Web ACLs of AWS WAF.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_DeleteWebACL.html">Disassociated first; a
 *     distribution's goes with the distribution</a>
 */
final class WebAcls {
    private static final String SERVICE = "wafv2";

    private WebAcls() {}

    static Answer see(Access access, Leftover acl) {
        return access.send(acl, Call.json(SERVICE, "GetWebACL", members(acl)));
    }

    static Outcome delete(Access access, Leftover acl, Answer seen) {
        if (members(acl).get("Scope").equals("REGIONAL")) {
            for (String type : List.of("APPLICATION_LOAD_BALANCER", "API_GATEWAY")) {
                Map<String, String> users = Map.of("WebACLArn", acl.arn(), "ResourceType", type);
                access.send(acl, Call.json(SERVICE, "ListResourcesForWebACL", users))
                        .json()
                        .path("ResourceArns")
                        .forEach(user -> access.send(
                                acl, Call.json(SERVICE, "DisassociateWebACL", Map.of("ResourceArn", user.asText()))));
            }
        }
        Map<String, String> members = new TreeMap<>(members(acl));
        members.put("LockToken", seen.json().path("LockToken").asText());
        return Outcome.of(access.send(acl, Call.json(SERVICE, "DeleteWebACL", members)));
    }

    /** {@code <scope>/webacl/<name>/<id>}. */
    private static Map<String, String> members(Leftover acl) {
        String[] parts = acl.id().split("/", 4);
        return Map.of("Scope", parts[0].equals("global") ? "CLOUDFRONT" : "REGIONAL", "Name", parts[2], "Id", parts[3]);
    }
}
