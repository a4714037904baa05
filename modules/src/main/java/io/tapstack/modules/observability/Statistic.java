package io.tapstack.modules.observability;

/** What is made of a metric's samples in one period. */
public enum Statistic {
    AVERAGE("Average"),
    MAXIMUM("Maximum"),
    MINIMUM("Minimum"),
    SUM("Sum"),
    P99("p99");

    private final String id;

    Statistic(String id) {
        this.id = id;
    }

    /** CloudWatch's name. */
    public String id() {
        return id;
    }

    /** CloudWatch keeps percentiles apart, as extended statistics. */
    boolean isExtended() {
        return this == P99;
    }
}
