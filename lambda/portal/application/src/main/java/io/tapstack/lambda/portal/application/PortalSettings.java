package io.tapstack.lambda.portal.application;

import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What the application is told by its environment.
 *
 * @param service where it listens and how it calls itself
 * @param userSecretArn the database user's
 * @param region the AWS region it runs in
 */
record PortalSettings(
        Service service,
        Database database,
        String userSecretArn,
        Optional<String> originSecretArn,
        String region,
        JsonLog.Level logLevel) {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    /** Never a name, which would have to be looked up. */
    private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";

    /**
     * Where it listens and how it calls itself.
     *
     * @param bindAddress an IPv4 address; every interface without it
     */
    record Service(Optional<String> bindAddress, int port, String name) {
        InetSocketAddress address() {
            return bindAddress
                    .map(address -> new InetSocketAddress(address, port))
                    .orElseGet(() -> new InetSocketAddress(port));
        }
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalStateException naming every variable that is missing or wrong
     */
    static PortalSettings from(Environment environment) {
        var settings = new PortalSettings(
                new Service(
                        environment
                                .optional(PortalVariable.BIND_ADDRESS.name())
                                .map(given -> environment.matching(PortalVariable.BIND_ADDRESS.name(), IPV4)),
                        environment.port(PortalVariable.PORT.name()),
                        environment.matching(PortalVariable.SERVICE_NAME.name(), "[A-Za-z0-9-]{1,64}")),
                Database.from(environment),
                environment.required(PortalVariable.DB_SECRET_ARN.name()),
                environment.optional(PortalVariable.ORIGIN_VERIFY_SECRET_ARN.name()),
                environment.required("AWS_REGION"),
                environment.oneOf(PortalVariable.LOG_LEVEL.name(), JsonLog.Level.INFO));
        environment.check();
        return settings;
    }
}
