package io.tapstack.modules.network;

/** How many NAT gateways take private subnets to the internet. Each costs money by the hour. */
public enum Nat {
    /** Private subnets reach endpoints only. */
    NONE,
    /** One for all zones: when its zone fails, so does everybody's way out. */
    ONE,
    ONE_PER_ZONE
}
