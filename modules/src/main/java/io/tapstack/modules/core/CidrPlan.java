package io.tapstack.modules.core;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a VPC's address range is cut up. A subnet's place depends on its tier and the letter of its zone only, so
 * adding or dropping a zone or a tier never moves another subnet.
 *
 * <p>A /16 has 64 blocks of /22 (1,019 usable addresses each): eight tiers of eight zones.
 */
public record CidrPlan(String vpc) implements Settings {
    /** Zone letters that have a place in the plan. */
    public static final List<String> ZONES = List.of("a", "b", "c", "d", "e", "f", "g", "h");

    private static final Pattern VPC = Pattern.compile("10\\.(\\d{1,3})\\.0\\.0/16");
    private static final int ADDRESSES_IN_A_THIRD_OCTET_BLOCK = 4;

    /** Who lives in a subnet; the number is the tier's place in the address range and never changes. */
    public enum Tier {
        PRIVATE(0),
        PUBLIC(1),
        DATABASE(2);

        private final int place;

        Tier(int place) {
            this.place = place;
        }
    }

    @Override
    public void check(Problems problems) {
        Matcher matcher = VPC.matcher(vpc);
        problems.require(
                matcher.matches() && Integer.parseInt(matcher.group(1)) <= 255,
                "cidr",
                '"' + vpc + '"',
                "10.x.0.0/16 with x in 0..255");
    }

    /** The /22 of {@code zone} in {@code tier}. */
    public String subnet(Tier tier, String zone) {
        int index = tier.place * ZONES.size() + ZONES.indexOf(zone);
        return vpc.replace(".0.0/16", "." + index * ADDRESSES_IN_A_THIRD_OCTET_BLOCK + ".0/22");
    }
}
