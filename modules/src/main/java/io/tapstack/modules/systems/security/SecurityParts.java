package io.tapstack.modules.systems.security;

import io.tapstack.modules.cloudtrail.CisMetricFilters;
import io.tapstack.modules.cloudtrail.Trail;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.network.Network;
import io.tapstack.modules.rds.PostgresDatabase;
import io.tapstack.modules.secrets.RotatedDatabaseUser;

/**
 * What the finished baseline consists of: what is watched, and what is told to others.
 *
 * @param reports what the remediation did about each finding, for programs
 */
record SecurityParts(
        SecurityKeys keys,
        SecurityBuckets buckets,
        Network.Ref network,
        PostgresDatabase.Ref database,
        RotatedDatabaseUser.Ref user,
        Trail.Ref trail,
        CisMetricFilters.Ref cis,
        Remediation.Ref remediation,
        FindingRules.Ref findings,
        SecurityQueues queues,
        Topic.Ref alerts,
        Topic.Ref reports) {}
