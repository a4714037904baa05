package io.tapstack.modules.systems.portal;

import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.network.Network;

/**
 * What the finished system consists of: what is watched, and what is told to others.
 *
 * @param edgeAlerts the topic of us-east-1
 */
record PortalParts(
        PortalKeys keys,
        Network.Ref network,
        PortalBuckets buckets,
        PortalData data,
        Queue.Ref failures,
        PortalOrigin.Ref origin,
        PortalApplication.Ref application,
        PortalEdge.Ref edge,
        Topic.Ref alerts,
        Topic.Ref edgeAlerts) {}
