package io.tapstack.modules.rds;

/** In how many availability zones a database runs. */
public enum Availability {
    SINGLE_AZ,
    /** With a standby in a second zone that takes over by itself. */
    MULTI_AZ
}
