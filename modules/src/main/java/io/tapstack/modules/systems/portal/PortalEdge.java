package io.tapstack.modules.systems.portal;

import com.hashicorp.cdktf.TerraformProvider;
import io.tapstack.modules.acm.Certificate;
import io.tapstack.modules.cloudfront.ApiOrigin;
import io.tapstack.modules.cloudfront.CustomDomain;
import io.tapstack.modules.cloudfront.Distribution;
import io.tapstack.modules.cloudfront.DistributionSettings;
import io.tapstack.modules.cloudfront.SiteFiles;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Domain;
import io.tapstack.modules.dns.AliasRecord;
import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.waf.Guarded;
import io.tapstack.modules.waf.WebAcl;
import java.util.Optional;
import software.constructs.Construct;

/**
 * What the world sees (B3, B4): the distribution and its files, the firewall before it where there is one, and a name of its own
 * where the account has a domain.
 */
final class PortalEdge {
    private final Construct scope;
    private final Props props;

    /** @param usEast1 the provider of the region that CloudFront takes certificates and web ACLs from */
    record Props(
            Deployment deployment,
            PortalSettings settings,
            PortalArtifacts artifacts,
            PortalKeys keys,
            PortalBuckets buckets,
            ApiOrigin api,
            TerraformProvider usEast1) {}

    /** @param url of the page, without a slash at the end */
    record Ref(Distribution.Ref distribution, Optional<WebAcl.Ref> waf, String url) {}

    private PortalEdge(Construct scope, Props props) {
        this.scope = scope;
        this.props = props;
    }

    static Ref in(Construct scope, Props props) {
        PortalEdge edge = new PortalEdge(scope, props);
        Optional<Domain> domain = props.deployment.account().domain();
        Optional<CustomDomain> name = domain.map(edge::name);
        Optional<WebAcl.Ref> waf = edge.waf();
        Distribution.Ref distribution = edge.distribution(name, waf);
        domain.ifPresent(
                named -> edge.records(named.hostedZoneId(), name.orElseThrow().name(), distribution));
        new SiteFiles(scope, "site", new SiteFiles.Props(distribution.site(), props.artifacts.siteManifest()));
        String host = name.map(CustomDomain::name).orElse(distribution.domainName());
        return new Ref(distribution, waf, "https://" + host);
    }

    /** The domain's own certificate, where it has one, is in the stack's region. */
    private CustomDomain name(Domain domain) {
        String name = domain.nameOf("portal", props.deployment.suffix());
        Certificate.Props certificate = new Certificate.Props(name, domain.hostedZoneId(), Optional.of(props.usEast1));
        return new CustomDomain(
                name, new Certificate(scope, "certificate", certificate).ref().arn());
    }

    private Optional<WebAcl.Ref> waf() {
        return props.settings.edge().waf().map(waf -> new WebAcl(
                        scope,
                        "waf",
                        new WebAcl.Props(props.deployment, waf, Guarded.distribution(props.usEast1), props.keys.edge()))
                .ref());
    }

    private Distribution.Ref distribution(Optional<CustomDomain> name, Optional<WebAcl.Ref> waf) {
        PortalDataSettings data = props.settings.data();
        return new Distribution(
                        scope,
                        "edge",
                        new Distribution.Props(
                                props.deployment,
                                new DistributionSettings(
                                        props.settings.edge().priceClass(),
                                        PortalPage.headers(),
                                        data.bucket(data.files()),
                                        data.bucket(data.requestLogs())),
                                props.api,
                                name,
                                waf.map(WebAcl.Ref::arn),
                                new Distribution.Storage(
                                        BucketEncryption.kms(props.keys.data()),
                                        props.buckets.accessLogs().name(),
                                        props.usEast1)))
                .ref();
    }

    private void records(String zoneId, String name, Distribution.Ref distribution) {
        AliasRecord.Target target = new AliasRecord.Target(distribution.domainName(), distribution.zoneId());
        AliasRecord.create(scope, "record", "A", zoneId, name, target);
        AliasRecord.create(scope, "record-ipv6", "AAAA", zoneId, name, target);
    }
}
