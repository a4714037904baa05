package io.tapstack.modules.systems.foundation;

import java.util.List;

/**
 * A system that the deployer deploys. What it makes begins with its id; this is the one place to add a further system
 * to the deployer's policies.
 *
 * @param id first word of every physical name: {@code payments}
 * @param keyAlias first word of its keys' aliases, where that is another one
 */
record DeployedSystem(String id, String keyAlias) {
    /** The one that writes an audit trail of its own. */
    static final DeployedSystem PAYMENTS = new DeployedSystem("payments", "payment");

    /** The one that has parts at CloudFront's edge. */
    static final DeployedSystem PORTAL = new DeployedSystem("portal", "portal");

    static final List<DeployedSystem> ALL = List.of(
            new DeployedSystem("security", "security"), PAYMENTS, new DeployedSystem("loyalty", "loyalty"), PORTAL);
}
