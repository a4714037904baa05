package io.tapstack.modules.systems.portal;

import io.tapstack.modules.alb.LoadBalancer;
import io.tapstack.modules.compute.Fleet;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.logs.LogGroup;
import io.tapstack.modules.s3.ArtifactObject;
import io.tapstack.modules.secrets.GeneratedToken;
import io.tapstack.modules.terraform.TextTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.Construct;

/** The application tier (B6): instances that run the portal's jar behind the load balancer. */
final class PortalApplication {
    private final Construct scope;
    private final Props props;

    /** @param alertsTopicArn told of scaling, too */
    record Props(
            Deployment deployment,
            PortalApplicationSettings settings,
            PortalArtifacts artifacts,
            EncryptionKey.Ref key,
            PortalNetwork network,
            PortalBuckets buckets,
            PortalData data,
            LoadBalancer.Ref loadBalancer,
            GeneratedToken originToken,
            String alertsTopicArn) {}

    /** @param name by which the application calls itself in its log and its metrics */
    record Ref(String name, Fleet.Ref fleet, LogGroup.Ref log) {}

    private PortalApplication(Construct scope, Props props) {
        this.scope = scope;
        this.props = props;
    }

    static Ref in(Construct scope, Props props) {
        PortalApplication application = new PortalApplication(scope, props);
        LogGroup.Ref log = new LogGroup(
                        scope,
                        "application-log",
                        new LogGroup.Props(props.deployment.path("application"), props.settings.logs(), props.key))
                .ref();
        Fleet.Ref fleet = new Fleet(
                        scope,
                        "fleet",
                        new Fleet.Props(
                                props.deployment,
                                props.settings.fleet(),
                                props.network.ref(),
                                props.loadBalancer,
                                application.machine(log),
                                props.alertsTopicArn))
                .ref();
        props.network.allowInstances(fleet.securityGroupId(), props.data.database());
        return new Ref(application.name(), fleet, log);
    }

    private Fleet.Machine machine(LogGroup.Ref log) {
        ArtifactObject.Ref artifact = new ArtifactObject(
                        scope,
                        "application",
                        new ArtifactObject.Props(
                                props.buckets.artifacts(), "application", props.artifacts.application()))
                .ref();
        return new Fleet.Machine(
                new TextTemplate(props.artifacts.userData()).with(scope, "user-data", values(artifact, log)),
                grants(log),
                props.key,
                List.of(props.data.migrated(), props.originToken.version()));
    }

    private Map<String, String> values(ArtifactObject.Ref artifact, LogGroup.Ref log) {
        return Map.ofEntries(
                Map.entry("region", props.deployment.account().region()),
                Map.entry("artifactBucket", props.buckets.artifacts().name()),
                Map.entry("artifactKey", artifact.key()),
                Map.entry("artifactSha256", artifact.sha256()),
                Map.entry("logGroup", log.name()),
                Map.entry("serviceName", name()),
                Map.entry("port", Integer.toString(props.settings.targets().port())),
                Map.entry("dbHost", props.data.database().address()),
                Map.entry("dbPort", props.data.database().port()),
                Map.entry("dbName", props.data.database().databaseName()),
                Map.entry("dbSecretArn", props.data.user().secretArn()),
                Map.entry("originVerifySecretArn", props.originToken.ref().secretArn()));
    }

    private String name() {
        return props.deployment.name("application");
    }

    private List<Statement> grants(LogGroup.Ref log) {
        Statement writeLog = Statement.allow("WriteLog")
                .to("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams")
                .on(log.arn() + ":*");
        return Stream.of(
                        props.buckets.artifacts().grants().readObjects("application/"),
                        props.data.user().grants().read(),
                        props.originToken.ref().grants().read(),
                        List.of(writeLog))
                .flatMap(List::stream)
                .toList();
    }
}
