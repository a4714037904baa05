package io.tapstack.modules.systems.portal;

import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.secrets.GeneratedToken;
import io.tapstack.modules.terraform.StackSettings;
import software.constructs.Construct;

/**
 * The banking portal: a page at the edge, its API on instances behind a load balancer, a database.
 *
 * <pre>
 * browser ─► [WAF] ─► CloudFront ─► site bucket
 *                         │ /api/*, with the origin's token
 *                         ▼
 *                   load balancer ─► instances ─► PostgreSQL ◄─ portal-migrations, at each deployment
 *                                        │            ▲
 *                                        ▼            └─ secret-rotation ◄─ Secrets Manager
 *                                 artifact bucket, log group
 * </pre>
 */
public final class PortalStack extends TerraformStack {

    public PortalStack(Construct scope, Deployment deployment, PortalSettings settings, PortalArtifacts artifacts) {
        super(scope, deployment.stackId());
        Problems.refuse(deployment.environment().id() + ".portal", settings);
        StackSettings.apply(this, deployment);

        TerraformProvider usEast1 = StackSettings.usEast1(this, deployment);
        PortalKeys keys = PortalKeys.in(this, deployment, settings.data().keys(), usEast1);
        EncryptionKey.Ref key = keys.data();
        PortalBuckets buckets = PortalBuckets.in(this, deployment, settings.data(), key);
        PortalNetwork network = new PortalNetwork(this, deployment, settings.network(), key);
        Queue.Ref failures = new Queue(this, "failures", new Queue.Props(deployment, "failures", key)).ref();
        Topic.Ref alerts = new Topic(this, "alerts", Topic.Props.alerts(deployment, key)).ref();
        Topic.Ref edgeAlerts =
                new Topic(this, "edge-alerts", Topic.Props.edgeAlerts(deployment, keys.edge(), usEast1)).ref();

        PortalData data =
                PortalData.in(this, new PortalData.Props(deployment, settings, artifacts, key, network, failures));
        GeneratedToken originToken = originToken(deployment, settings, key);
        PortalOrigin.Ref origin = PortalOrigin.in(
                this, new PortalOrigin.Props(deployment, settings, network, buckets, originToken.ref()));
        PortalApplication.Ref application = PortalApplication.in(
                this,
                new PortalApplication.Props(
                        deployment,
                        settings.application(),
                        artifacts,
                        key,
                        network,
                        buckets,
                        data,
                        origin.loadBalancer(),
                        originToken,
                        alerts.arn()));
        PortalEdge.Ref edge = PortalEdge.in(
                this, new PortalEdge.Props(deployment, settings, artifacts, keys, buckets, origin.api(), usEast1));

        PortalParts parts = new PortalParts(
                keys, network.ref(), buckets, data, failures, origin, application, edge, alerts, edgeAlerts);
        PortalMonitoring.in(this, deployment, settings.thresholds(), parts, usEast1);
        PortalOutputs.in(this, deployment, parts);
    }

    private GeneratedToken originToken(Deployment deployment, PortalSettings settings, EncryptionKey.Ref key) {
        return new GeneratedToken(
                this,
                "origin-token",
                new GeneratedToken.Props(
                        deployment,
                        "origin-verify",
                        "What CloudFront shows the load balancer",
                        settings.edge().originToken(),
                        key));
    }
}
