package io.tapstack.modules.systems.foundation;

import java.util.List;

/**
 * A system that the deployer deploys. What it makes begins with its id; this is the one place to add a further system
 * to the deployer's policies.
 *
 * @param id first word of every physical name: {@code payments}
 * @param keyAlias first word of its keys' aliases, where that is another one
 * @param bucketsByPurpose purposes of its buckets whose names have the suffix last (S2)
 */
record DeployedSystem(String id, String keyAlias, List<String> bucketsByPurpose) {
    /** The one that writes an audit trail of its own. */
    static final DeployedSystem PAYMENTS = new DeployedSystem("payments", "payment", List.of());

    /** The one that sends e-mails. */
    static final DeployedSystem LOYALTY = new DeployedSystem("loyalty", "loyalty", List.of());

    /** The one that has parts at CloudFront's edge. */
    static final DeployedSystem PORTAL = new DeployedSystem("portal", "portal", List.of());

    static final List<DeployedSystem> ALL = List.of(
            new DeployedSystem("security", "security", List.of("access-logs", "trail", "config")),
            PAYMENTS,
            LOYALTY,
            PORTAL);
}
