package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.SecurityPolicy;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/** What stands between callers and a deployed system's API. */
record DeployedEdge(DeployedSystem system) {

    void hasNoWebFirewall() {
        assertThat(webFirewalls()).isEmpty();
    }

    /** The web ACL guards the stage, with its managed rules, and logs without what identifies a caller. */
    void hasAWebFirewall() {
        assertThat(webFirewalls()).hasSize(1);
        WebACLSummary summary = webFirewalls().get(0);
        try (Wafv2Client waf = system.account().client(Wafv2Client.builder())) {
            WebACL acl = waf.getWebACL(request ->
                            request.id(summary.id()).name(summary.name()).scope(Scope.REGIONAL))
                    .webACL();
            assertThat(acl.rules())
                    .filteredOn(rule -> rule.statement().managedRuleGroupStatement() != null)
                    .extracting(
                            rule -> rule.statement().managedRuleGroupStatement().name())
                    .containsExactlyInAnyOrder(
                            "AWSManagedRulesCommonRuleSet",
                            "AWSManagedRulesKnownBadInputsRuleSet",
                            "AWSManagedRulesSQLiRuleSet",
                            "AWSManagedRulesAmazonIpReputationList");
            assertThat(acl.rules())
                    .filteredOn(rule -> rule.statement().rateBasedStatement() != null)
                    .singleElement()
                    .satisfies(rule -> assertThat(
                                    rule.statement().rateBasedStatement().limit())
                            .isEqualTo(2000L));
            assertThat(waf.getLoggingConfiguration(request -> request.resourceArn(summary.arn()))
                            .loggingConfiguration()
                            .redactedFields())
                    .extracting(field -> field.singleHeader().name())
                    .contains("authorization");
        }
    }

    private List<WebACLSummary> webFirewalls() {
        try (Wafv2Client waf = system.account().client(Wafv2Client.builder())) {
            return waf.listWebACLs(request -> request.scope(Scope.REGIONAL)).webACLs().stream()
                    .filter(acl -> acl.name().equals(system.name("api")))
                    .toList();
        }
    }

    /** The API has a name in the account's hosted zone, a certificate for it, and modern TLS. */
    void hasTheDomain(String name) {
        try (ApiGatewayClient api = system.account().client(ApiGatewayClient.builder());
                Route53Client dns = system.account().client(Route53Client.builder())) {
            var domain = api.getDomainName(request -> request.domainName(name));
            assertThat(domain.securityPolicy()).isEqualTo(SecurityPolicy.TLS_1_2);
            assertThat(domain.regionalCertificateArn()).startsWith("arn:aws:acm:eu-central-1:");
            String zone = dns.listHostedZones().hostedZones().get(0).id();
            assertThat(dns.listResourceRecordSets(request -> request.hostedZoneId(zone))
                            .resourceRecordSets())
                    .anyMatch(set -> set.type() == RRType.A && set.name().startsWith(name));
        }
    }
}
