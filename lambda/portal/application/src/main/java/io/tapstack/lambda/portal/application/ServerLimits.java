package io.tapstack.lambda.portal.application;

import java.util.Map;

/** Limits of the JDK's server, which takes them from system properties, once, as it is first made. */
final class ServerLimits {
    private static final Map<String, String> PROPERTIES = Map.of(
            "jdk.httpserver.maxConnections", "256",
            // Longer than the load balancer's, or that would send requests into connections just closed.
            "sun.net.httpserver.idleInterval", "75",
            "sun.net.httpserver.maxIdleConnections", "256",
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "30",
            "sun.net.httpserver.maxReqHeaders", "100",
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "sun.net.httpserver.drainAmount", "8192",
            // Head and body of an answer leave as two packets: the second must not wait for an acknowledgement.
            "sun.net.httpserver.nodelay", "true");

    private ServerLimits() {}

    /** Sets those that nobody has set. */
    static void apply() {
        PROPERTIES.forEach(System.getProperties()::putIfAbsent);
    }
}
