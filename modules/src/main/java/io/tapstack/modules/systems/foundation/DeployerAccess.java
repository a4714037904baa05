package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which principals may assume the deployer role, and how much of the account is its environment's (C7, S5).
 *
 * <p>IAM rejects a trust policy that names a principal that does not exist, and the roles of a single sign-on end
 * randomly; so principals are patterns, compared with {@code aws:PrincipalArn} where the account is the principal.
 *
 * @param principals last parts of ARNs, with IAM's wildcards: {@code
 *     role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Deploy_*}, {@code user/pipeline}; when empty, each principal that
 *     the account's own policies allow
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html">Referencing
 *     permission sets in resource policies</a>
 */
public record DeployerAccess(List<String> principals, Tenancy tenancy) implements Settings {
    private static final Pattern PRINCIPAL = Pattern.compile("(role|user)/[A-Za-z0-9+=,.@_/*?-]+");
    private static final String ALLOWED =
            "roles and users as role/… or user/…, with * and ? for IAM to fill in, that match no "
                    + "role of the systems or of a foundation (role/<environment>-<system>-…, role/<environment>-tapstack-…)";

    public DeployerAccess {
        principals = List.copyOf(principals);
    }

    @Override
    public void check(Problems problems) {
        for (String principal : principals) {
            problems.require(
                    PRINCIPAL.matcher(principal).matches() && reserved().noneMatch(name -> mayMatch(principal, name)),
                    "deployers",
                    principal,
                    ALLOWED);
        }
    }

    /** Beginnings of the names that every environment's roles have. */
    private static Stream<String> reserved() {
        return Stream.of(Environment.values()).flatMap(environment -> Stream.concat(
                        Stream.of("tapstack"), DeployedSystem.ALL.stream().map(DeployedSystem::id))
                .map(owner -> "role/" + environment.id() + "-" + owner + "-"));
    }

    /** Compares up to the first wildcard, so it finds too much rather than too little. */
    private static boolean mayMatch(String principal, String name) {
        String literal = principal.split("[*?]", 2)[0];
        return literal.equals(principal)
                ? literal.startsWith(name)
                : literal.startsWith(name) || name.startsWith(literal);
    }
}
