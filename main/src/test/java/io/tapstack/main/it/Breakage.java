package io.tapstack.main.it;

import io.tapstack.main.terraform.StackState.Resource;
import java.util.Map;
import java.util.TreeMap;

/** A way to break the promise about one resource by AWS's API, and back. */
@FunctionalInterface
interface Breakage {
    /** By the name of the check that finds it. */
    Map<String, Breakage> ALL = all();

    /** @param kept whether the promise is to be kept, or broken */
    void set(EmulatedAccount account, Resource resource, boolean kept);

    private static Map<String, Breakage> all() {
        Map<String, Breakage> all = new TreeMap<>(DataBreakages.ALL);
        all.putAll(AccountBreakages.ALL);
        all.putAll(BucketBreakages.ALL);
        all.putAll(WatchBreakages.ALL);
        all.putAll(EdgeBreakages.ALL);
        return all;
    }
}
