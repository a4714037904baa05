package io.tapstack.modules.network;

import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Settings;
import java.util.HashSet;
import java.util.List;

/**
 * @param cidr address range of the VPC and how it is cut up
 * @param zones letters of the availability zones to use, in the region's own lettering: {@code a}, {@code b}, …; a
 *     setting and not looked up, so that a plan does not change when AWS opens a zone
 * @param flowLogRetention days that flow logs are kept; audit data (C8)
 */
public record NetworkSettings(CidrPlan cidr, List<String> zones, Retention flowLogRetention) implements Settings {
    private static final int FEWEST_ZONES = 2; // RDS wants a subnet group to span two
    private static final int MOST_ZONES = 6;

    public NetworkSettings {
        zones = List.copyOf(zones);
    }

    /** The same in other zones. */
    public NetworkSettings in(List<String> others) {
        return new NetworkSettings(cidr, others, flowLogRetention);
    }

    @Override
    public void check(Problems problems) {
        cidr.check(problems); // a record of one value that names itself
        boolean ok = FEWEST_ZONES <= zones.size()
                && zones.size() <= MOST_ZONES
                && new HashSet<>(zones).size() == zones.size()
                && CidrPlan.ZONES.containsAll(zones);
        problems.require(ok, "zones", zones, "2 to 6 different letters of a..h");
        problems.check("flowLogRetention", flowLogRetention);
    }
}
