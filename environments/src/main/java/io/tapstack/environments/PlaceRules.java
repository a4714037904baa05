package io.tapstack.environments;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Domain;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Region;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Limits of an account's region and domain: availability zones, lengths of names (C3). */
final class PlaceRules {
    private PlaceRules() {}

    static void check(Context context, Account account, EnvironmentDefinition definition) {
        Environment environment = definition.environment();
        Problems here = context.problems().at("environments").at(environment.id());
        Region.of(account.region())
                .ifPresent(region -> zones(region, context.zones(environment), definition.zones(), here));
        account.domain().ifPresent(domain -> names(domain, context.suffix(environment), here.at("domain")));
    }

    /** Settings name zones that every account has; the context knows its own. */
    private static void zones(Region region, Optional<List<String>> own, Set<String> all, Problems problems) {
        if (own.isPresent()) {
            problems.require(
                    region.zones().containsAll(own.get()),
                    "zones",
                    String.join(",", own.get()),
                    "letters of availability zones in " + region.id() + ": " + text(region.zones()));
        } else {
            problems.require(
                    region.common().containsAll(all),
                    "zones",
                    "none",
                    "set, since not every account has " + text(all) + " in " + region.id()
                            + ": letters that aws ec2 describe-availability-zones lists, of " + text(region.zones()));
        }
    }

    /** The longest names that systems put under the domain, and that they request certificates for. */
    private static void names(Domain domain, String suffix, Problems problems) {
        String origin = "portal-origin-" + suffix;
        domain.leavesRoomFor(origin, domain.certificateArn().isPresent() ? "portal-" + suffix : origin, problems);
    }

    private static String text(Set<String> letters) {
        return String.join(", ", new TreeSet<>(letters));
    }
}
