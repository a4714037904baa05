package io.tapstack.modules.observability;

/** Meaning of a metric without data to its alarm. */
public enum Silence {
    /** Errors and throttles are silent while all is well. */
    HEALTH("notBreaching"),
    /** The metric always has data: its source has stopped. */
    TROUBLE("breaching");

    private final String id;

    Silence(String id) {
        this.id = id;
    }

    /** CloudWatch's name. */
    String id() {
        return id;
    }
}
