package io.tapstack.lambda.security.remediation;

import java.util.List;
import java.util.stream.Stream;

/** Ports from the first to the last, both included. */
record PortRange(int first, int last) {
    boolean contains(int port) {
        return first <= port && port <= last;
    }

    /** What is left without one of the ports. */
    List<PortRange> without(int port) {
        return Stream.of(new PortRange(first, Math.min(last, port - 1)), new PortRange(Math.max(first, port + 1), last))
                .filter(range -> range.first <= range.last)
                .toList();
    }

    @Override
    public String toString() {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
