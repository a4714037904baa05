package io.tapstack.main.leftovers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What GetResources does not list. Roles and Auto Scaling groups have tags, which decide; the others have none, and their
 * names decide.
 *
 * @param suffixes all that are in use
 */
record Unlisted(Listing listing, Copy copy, Collection<String> suffixes) {
    private static final Pattern ID_AND_NAME =
            Pattern.compile("<Id>([^<]*)</Id>(?:(?!<Id>).)*?<Name>([^<]*)</Name>", Pattern.DOTALL);

    List<String> arns() {
        List<String> arns = new ArrayList<>(roles());
        arns.addAll(scalingGroups());
        for (String prefix : copy.prefixes()) {
            Map<String, String> dashboards = Map.of("DashboardNamePrefix", prefix);
            own(
                    arns,
                    "cloudwatch",
                    "dashboard/",
                    listing.query("monitoring", "ListDashboards", dashboards, "DashboardName"));
            Map<String, String> archives = Map.of("NamePrefix", prefix);
            own(
                    arns,
                    "events",
                    "archive/",
                    listing.json("events", "ListArchives", archives, "Archives", "ArchiveName"));
            logGroups(arns, "/aws/lambda/", prefix);
            logGroups(arns, "/aws/rds/instance/", prefix);
        }
        own(
                arns,
                "config",
                "config-rule/name/",
                listing.json("config", "DescribeConfigRules", Map.of(), "ConfigRules", "ConfigRuleName"));
        own(
                arns,
                "config",
                "recorder/",
                listing.json("config", "DescribeConfigurationRecorders", Map.of(), "ConfigurationRecorders", "name"));
        own(
                arns,
                "config",
                "delivery-channel/",
                listing.json("config", "DescribeDeliveryChannels", Map.of(), "DeliveryChannels", "name"));
        own(
                arns,
                "ses",
                "template/",
                listing.rest("ses", "/v2/email/templates?PageSize=100", "TemplatesMetadata", "TemplateName"));
        atTheEdge(arns, "origin-access-control");
        atTheEdge(arns, "response-headers-policy");
        copy.account()
                .domain()
                .ifPresent(domain ->
                        arns.addAll(Records.arns(listing, domain, name -> copy.ownsHost(domain, name, suffixes))));
        arns.addAll(StateObjects.arns(copy));
        arns.addAll(StateObjects.hub(listing.access(), copy));
        return arns;
    }

    private boolean owns(String name) {
        return copy.ownsName(suffixes).test(name);
    }

    private void own(List<String> arns, String service, String type, List<String> names) {
        names.stream().filter(this::owns).forEach(name -> arns.add(listing.arn(service, type + name)));
    }

    /** Lambda and RDS create theirs anew when something writes after the end. */
    private void logGroups(List<String> arns, String folder, String prefix) {
        Map<String, String> members = Map.of("logGroupNamePrefix", folder + prefix);
        listing.json("logs", "DescribeLogGroups", members, "logGroups", "logGroupName").stream()
                .filter(name -> owns(name.substring(folder.length())))
                .forEach(name -> arns.add(listing.arn("logs", "log-group:" + name)));
    }

    private void atTheEdge(List<String> arns, String type) {
        ID_AND_NAME
                .matcher(listing.body("cloudfront", CloudFront.PATH + type))
                .results()
                .filter(result -> owns(result.group(2)))
                .forEach(result -> arns.add("arn:aws:cloudfront:::" + type + "/" + result.group(1)));
    }

    private List<String> roles() {
        return listing.query("iam", "ListRoles", Map.of(), "Arn").stream()
                .filter(arn -> isNamedSo(arn.substring(arn.lastIndexOf('/') + 1)))
                .filter(arn -> copy.owns(tagsOf(arn.substring(arn.lastIndexOf('/') + 1))))
                .toList();
    }

    /** The names of services' roles are AWS's. */
    private boolean isNamedSo(String role) {
        return role.startsWith("AWSServiceRoleFor")
                || (role.startsWith(copy.environment().id() + "-") && role.endsWith("-" + copy.suffix()));
    }

    private Map<String, String> tagsOf(String role) {
        Map<String, String> name = Map.of("RoleName", role);
        List<String> keys = listing.query("iam", "ListRoleTags", name, "Key");
        List<String> values = listing.query("iam", "ListRoleTags", name, "Value");
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            tags.put(keys.get(i), values.get(i));
        }
        return tags;
    }

    private List<String> scalingGroups() {
        Map<String, String> members = Map.of(
                "Filters.member.1.Name",
                "tag:" + Copy.SUFFIX_TAG,
                "Filters.member.1.Values.member.1",
                copy.suffix(),
                "Filters.member.2.Name",
                "tag:Environment",
                "Filters.member.2.Values.member.1",
                copy.environment().id());
        return listing.query("autoscaling", "DescribeAutoScalingGroups", members, "AutoScalingGroupARN");
    }
}
