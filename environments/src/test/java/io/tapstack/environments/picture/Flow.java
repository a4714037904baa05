package io.tapstack.environments.picture;

/**
 * An arrow of the picture.
 *
 * @param forth data flows from {@code from} to {@code to}
 * @param back data flows from {@code to} to {@code from}
 */
record Flow(String from, String to, What what, boolean forth, boolean back) {
    /** What flows. */
    enum What {
        DATA,
        FAILURES
    }

    static Flow data(String from, String to) {
        return new Flow(from, to, What.DATA, true, false);
    }

    static Flow failures(String from, String to) {
        return new Flow(from, to, What.FAILURES, true, false);
    }

    /** Between a function and what it reads or writes. */
    static Flow access(String function, String part, boolean reads, boolean writes) {
        return new Flow(function, part, What.DATA, writes, reads);
    }

    /** Both in one arrow. A queue that a function may send to is one of failures if anything says so. */
    Flow and(Flow other) {
        What both = what == What.FAILURES ? What.FAILURES : other.what;
        return new Flow(from, to, both, forth || other.forth, back || other.back);
    }
}
