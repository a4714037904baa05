package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The deployer's part of APIs, their firewall, certificate and DNS records. */
final class DeployerEdge {
    private DeployerEdge() {}

    static PolicyDocument policy(DeployedNames names) {
        Account account = names.account();
        return PolicyDocument.of(
                Statement.allow("Apis") // not /account: its role is the foundation's
                        .to(
                                "apigateway:DELETE",
                                "apigateway:GET",
                                "apigateway:PATCH",
                                "apigateway:POST",
                                "apigateway:PUT")
                        .on(names.apiGateway("/restapis", "/restapis/*", "/tags/*", "/domainnames", "/domainnames/*")),
                Statement.allow("ApiFirewall")
                        .to(
                                "apigateway:SetWebACL",
                                "wafv2:AssociateWebACL",
                                "wafv2:DisassociateWebACL",
                                "wafv2:GetWebACLForResource")
                        .on(names.apiGateway("/restapis/*/stages/*")),
                Statement.allow("FirewallOfAnApi") // whichever it has
                        .to("wafv2:GetWebACLForResource")
                        .on(account.arn("wafv2", "regional/webacl/*")),
                Statement.allow("Firewalls")
                        .to(
                                "wafv2:AssociateWebACL",
                                "wafv2:CreateWebACL",
                                "wafv2:DeleteLoggingConfiguration",
                                "wafv2:DeleteWebACL",
                                "wafv2:GetLoggingConfiguration",
                                "wafv2:GetWebACL",
                                "wafv2:ListTagsForResource",
                                "wafv2:PutLoggingConfiguration",
                                "wafv2:TagResource",
                                "wafv2:UntagResource",
                                "wafv2:UpdateWebACL")
                        .on(Stream.of(
                                        names.regional("wafv2", "regional/webacl/"),
                                        names.edge().portal().regional("wafv2", "global/webacl/"),
                                        List.of(
                                                account.arn("wafv2", "regional/managedruleset/*"),
                                                account.edge().arn("wafv2", "global/managedruleset/*")))
                                .flatMap(List::stream)
                                .toList()),
                Statement.allow("FirewallLogs") // WAF lets itself into the log group in the name of who asks for it
                        .to(
                                "logs:CreateLogDelivery",
                                "logs:DeleteLogDelivery",
                                "logs:DeleteResourcePolicy",
                                "logs:DescribeResourcePolicies",
                                "logs:PutResourcePolicy")
                        .onAnyResource(DeployerPolicies.NO_NAMES),
                Statement.allow("NewCertificates")
                        .to("acm:AddTagsToCertificate", "acm:RequestCertificate")
                        .onAnyResource("a certificate's id is not known before it is requested")
                        .when(Condition.equals(
                                "aws:RequestedRegion",
                                account.region(),
                                account.edge().region())),
                Statement.allow("Certificates")
                        .to(
                                "acm:DeleteCertificate",
                                "acm:DescribeCertificate",
                                "acm:ListTagsForCertificate",
                                "acm:RemoveTagsFromCertificate")
                        .on(account.arn("acm", "certificate/*"), account.edge().arn("acm", "certificate/*")),
                Statement.allow("DnsRecords")
                        .to(
                                "route53:ChangeResourceRecordSets",
                                "route53:GetHostedZone",
                                "route53:ListResourceRecordSets")
                        .on(account.domain().stream()
                                .map(domain -> names.arn("route53", "", "", "hostedzone/" + domain.hostedZoneId()))
                                .toList()),
                Statement.allow("DnsChanges").to("route53:GetChange").on(names.arn("route53", "", "", "change/*")));
    }
}
