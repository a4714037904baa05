package io.tapstack.modules.systems.portal;

import io.tapstack.modules.acm.Certificate;
import io.tapstack.modules.alb.LoadBalancer;
import io.tapstack.modules.alb.LoadBalancerSettings;
import io.tapstack.modules.alb.OriginVerification;
import io.tapstack.modules.cloudfront.ApiOrigin;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Domain;
import io.tapstack.modules.dns.AliasRecord;
import io.tapstack.modules.secrets.GeneratedToken;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * The load balancer, as CloudFront sees it (B5): by a name of its own and TLS where the account has a domain, by AWS's name and
 * without TLS where it has none.
 */
final class PortalOrigin {
    private static final String HEADER = "X-Origin-Verify";

    private PortalOrigin() {}

    /** @param token that CloudFront shows */
    record Props(
            Deployment deployment,
            PortalSettings settings,
            PortalNetwork network,
            PortalBuckets buckets,
            GeneratedToken.Ref token) {}

    /** @param api how CloudFront gets there */
    record Ref(LoadBalancer.Ref loadBalancer, ApiOrigin api) {}

    static Ref in(Construct scope, Props props) {
        Optional<Domain> domain = props.deployment.account().domain();
        LoadBalancer balancer =
                balancer(scope, props, domain.map(named -> certificate(scope, props.deployment, named)));
        LoadBalancer.Ref ref = balancer.ref();
        domain.ifPresent(named -> AliasRecord.create(
                scope,
                "origin-record",
                "A",
                named.hostedZoneId(),
                name(props.deployment, named),
                new AliasRecord.Target(ref.dnsName(), ref.zoneId())));
        ApiOrigin api = new ApiOrigin(
                domain.map(named -> name(props.deployment, named)).orElse(ref.dnsName()),
                domain.isPresent() ? ApiOrigin.Transport.HTTPS : ApiOrigin.Transport.HTTP,
                HEADER,
                props.token.value(),
                List.of(balancer.verification()));
        return new Ref(ref, api);
    }

    private static String name(Deployment deployment, Domain domain) {
        return domain.nameOf("portal-origin", deployment.suffix());
    }

    private static String certificate(Construct scope, Deployment deployment, Domain domain) {
        return domain.certificateArn().orElseGet(() -> new Certificate(
                        scope,
                        "origin-certificate",
                        new Certificate.Props(name(deployment, domain), domain.hostedZoneId(), Optional.empty()))
                .ref()
                .arn());
    }

    private static LoadBalancer balancer(Construct scope, Props props, Optional<String> certificateArn) {
        PortalApplicationSettings application = props.settings.application();
        PortalDataSettings data = props.settings.data();
        return new LoadBalancer(
                scope,
                "load-balancer",
                new LoadBalancer.Props(
                        props.deployment,
                        new LoadBalancerSettings(
                                application.idleTimeout(),
                                application.targets(),
                                data.bucket(data.requestLogs()),
                                application.protection()),
                        props.network.ref().vpcId(),
                        props.network.publicSubnetIds(),
                        certificateArn,
                        new OriginVerification(HEADER, props.token.accepted()),
                        props.buckets.accessLogs().name()));
    }
}
