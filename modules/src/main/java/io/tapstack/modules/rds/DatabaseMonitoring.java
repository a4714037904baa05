package io.tapstack.modules.rds;

/** How much is measured beyond RDS's own metrics. */
public enum DatabaseMonitoring {
    /** RDS's metrics and logs. */
    STANDARD,
    /** The operating system's metrics every minute, and Performance Insights for a week. */
    ENHANCED
}
