package io.tapstack.modules.systems.security;

import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.accessanalyzer.AccessAnalyzer;
import io.tapstack.modules.account.AccountDefaults;
import io.tapstack.modules.awsconfig.ManagedRules;
import io.tapstack.modules.awsconfig.Recorder;
import io.tapstack.modules.cloudtrail.CisMetricFilters;
import io.tapstack.modules.cloudtrail.Trail;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.guardduty.ThreatDetector;
import io.tapstack.modules.lambda.FunctionKeys;
import io.tapstack.modules.messaging.Source;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.rds.PostgresDatabase;
import io.tapstack.modules.secrets.RotatedDatabaseUser;
import io.tapstack.modules.securityhub.SecurityHub;
import io.tapstack.modules.terraform.StackSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * The security baseline: an account that is watched and kept in order. Deployed right after the foundation, which holds the
 * permission boundary.
 *
 * <pre>
 * every call ─► trail ─► bucket [lock]
 *                 └────► log group ─► 15 CIS metric filters ─► alarms ──────────────────────┐
 * every change ─► AWS Config ─► bucket, rules ─► events ─┬─► remediation ─► few mails ───────┼─► alerts topic
 *                               Security Hub ─► events ──┤        ├─► state table           │
 *                GuardDuty, Access Analyzer ─► events ───┘        └─► reports topic
 *
 * Secrets Manager ─► secret-rotation ─► PostgreSQL (isolated VPC, endpoints only)
 * </pre>
 */
public final class SecurityStack extends TerraformStack {

    public SecurityStack(
            Construct scope, Deployment deployment, SecuritySettings settings, SecurityArtifacts artifacts) {
        super(scope, deployment.stackId());
        Problems.refuse(deployment.environment().id() + ".security", settings);
        StackSettings.apply(this, deployment);

        SecurityDataSettings data = settings.data();
        SecurityWatchSettings watch = settings.watch();
        SecurityKeys keys = SecurityKeys.in(this, deployment, data.keys());
        SecurityBuckets buckets = SecurityBuckets.in(this, deployment, data, keys);
        SecurityQueues queues = SecurityQueues.in(this, deployment, keys.data());
        Topic.Ref alerts = topic(
                deployment,
                "alerts",
                keys,
                List.of(Source.alarms(deployment.account())),
                deployment.account().alertEmail());
        // For programs: a mail for each finding would be a flood.
        Topic.Ref reports = topic(deployment, "remediations", keys, List.of(), Optional.empty());

        Trail.Ref trail = new Trail(
                        this,
                        "trail",
                        new Trail.Props(
                                deployment,
                                watch.trail(),
                                buckets.trail(),
                                keys.trail(),
                                keys.logs(),
                                data.protection()))
                .ref();
        CisMetricFilters.Ref cis =
                new CisMetricFilters(this, "cis", new CisMetricFilters.Props(deployment, trail.logGroup())).ref();
        ManagedRules.Ref rules = detect(deployment, settings, buckets, keys);

        SecurityNetwork network = new SecurityNetwork(this, deployment, settings.network(), keys.logs());
        PostgresDatabase.Ref database = database(deployment, settings, network, keys);
        RotatedDatabaseUser.Ref user = user(deployment, settings, artifacts, network, database, keys, queues);
        Remediation.Ref remediation = Remediation.in(
                this,
                new Remediation.Props(
                        deployment,
                        settings.functions(),
                        data,
                        artifacts.remediation(),
                        keys,
                        network.remediation(),
                        rules,
                        reports,
                        alerts,
                        queues.remediation()));
        FindingRules.Ref findings = FindingRules.in(
                this, new FindingRules.Props(deployment, watch.findings(), remediation.function(), queues.events()));

        SecurityParts parts = new SecurityParts(
                keys,
                buckets,
                network.ref(),
                database,
                user,
                trail,
                cis,
                remediation,
                findings,
                queues,
                alerts,
                reports);
        SecurityMonitoring.in(this, deployment, settings.thresholds(), parts);
        SecurityOutputs.in(this, deployment, parts);
    }

    private Topic.Ref topic(
            Deployment deployment, String purpose, SecurityKeys keys, List<Source> sources, Optional<String> email) {
        return new Topic(this, purpose, new Topic.Props(deployment, purpose, keys.data(), sources, email)).ref();
    }

    /** What judges the account; gives the rules. */
    private ManagedRules.Ref detect(
            Deployment deployment, SecuritySettings settings, SecurityBuckets buckets, SecurityKeys keys) {
        SecurityWatchSettings watch = settings.watch();
        Recorder recorder = new Recorder(
                this,
                "recorder",
                new Recorder.Props(
                        deployment,
                        watch.recorder(),
                        buckets.config(),
                        keys.data(),
                        Stream.of(Fix.values())
                                .map(Fix::resourceType)
                                .distinct()
                                .toList()));
        new ThreatDetector(this, "guardduty", new ThreatDetector.Props(watch.guardDuty()));
        new SecurityHub(
                this,
                "securityhub",
                new SecurityHub.Props(deployment.account(), watch.securityHub(), recorder.running()));
        new AccessAnalyzer(this, "access-analyzer", new AccessAnalyzer.Props(deployment, watch.accessAnalyzer()));
        new AccountDefaults(this, "account", new AccountDefaults.Props(settings.account()));
        return new ManagedRules(this, "rules", new ManagedRules.Props(deployment, recorder.running())).ref();
    }

    private PostgresDatabase.Ref database(
            Deployment deployment, SecuritySettings settings, SecurityNetwork network, SecurityKeys keys) {
        return new PostgresDatabase(
                        this,
                        "database",
                        new PostgresDatabase.Props(
                                deployment,
                                settings.database(),
                                "security",
                                network.ref().vpcId(),
                                network.ref().privateSubnetIds(),
                                new PostgresDatabase.Keys(keys.data(), keys.secrets(), keys.logs())))
                .ref();
    }

    private RotatedDatabaseUser.Ref user(
            Deployment deployment,
            SecuritySettings settings,
            SecurityArtifacts artifacts,
            SecurityNetwork network,
            PostgresDatabase.Ref database,
            SecurityKeys keys,
            SecurityQueues queues) {
        return new RotatedDatabaseUser(
                        this,
                        "app-user",
                        new RotatedDatabaseUser.Props(
                                deployment,
                                "app-user",
                                "app",
                                settings.functions().secret(),
                                database,
                                keys.secrets(),
                                new RotatedDatabaseUser.Rotation(
                                        "secret-rotation",
                                        settings.functions().rotation(),
                                        artifacts.rotation(),
                                        network.rotationOf(database),
                                        new FunctionKeys(keys.data(), keys.logs()),
                                        queues.rotation())))
                .ref();
    }
}
