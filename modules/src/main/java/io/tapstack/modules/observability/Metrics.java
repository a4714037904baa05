package io.tapstack.modules.observability;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** CloudWatch's names of the metrics that alarms and dashboards read. */
final class Metrics {
    private Metrics() {}

    static Metric database(String name, String instance, Statistic statistic) {
        return new Metric("AWS/RDS", name, Map.of("DBInstanceIdentifier", instance), statistic);
    }

    /** Of all EC2 instances in an Auto Scaling group. */
    static Metric instances(String name, String group, Statistic statistic) {
        return new Metric("AWS/EC2", name, Map.of("AutoScalingGroupName", group), statistic);
    }

    /** Of an Auto Scaling group itself, which reports what it is told to. */
    static Metric group(String name, String group, Statistic statistic) {
        return new Metric("AWS/AutoScaling", name, Map.of("AutoScalingGroupName", group), statistic);
    }

    static Metric loadBalancer(String name, String loadBalancer, Statistic statistic) {
        return new Metric("AWS/ApplicationELB", name, Map.of("LoadBalancer", loadBalancer), statistic);
    }

    /** Of the targets in one group behind a load balancer. */
    static Metric targets(String name, String loadBalancer, String targetGroup, Statistic statistic) {
        return new Metric(
                "AWS/ApplicationELB",
                name,
                Map.of("LoadBalancer", loadBalancer, "TargetGroup", targetGroup),
                statistic);
    }

    /** In the region of the edge only. */
    static Metric distribution(String name, String distribution, Statistic statistic) {
        return new Metric(
                "AWS/CloudFront", name, Map.of("DistributionId", distribution, "Region", "Global"), statistic);
    }

    static Metric function(String name, String function, Statistic statistic) {
        return new Metric("AWS/Lambda", name, Map.of("FunctionName", function), statistic);
    }

    static Metric api(String name, String api, String stage, Statistic statistic) {
        return new Metric("AWS/ApiGateway", name, Map.of("ApiName", api, "Stage", stage), statistic);
    }

    static Metric table(String name, String table, Statistic statistic) {
        return new Metric("AWS/DynamoDB", name, Map.of("TableName", table), statistic);
    }

    /** An index's own traffic is not part of its table's. */
    static Metric index(String name, String table, String index, Statistic statistic) {
        return new Metric(
                "AWS/DynamoDB", name, Map.of("TableName", table, "GlobalSecondaryIndexName", index), statistic);
    }

    /** Some of DynamoDB's metrics exist for one operation of a table only. */
    static Metric operation(String name, String table, String operation, Statistic statistic) {
        return new Metric("AWS/DynamoDB", name, Map.of("TableName", table, "Operation", operation), statistic);
    }

    /** Of e-mails sent with one configuration set. */
    static Metric email(String name, String configurationSet) {
        return new Metric("AWS/SES", name, Map.of("ses:configuration-set", configurationSet), Statistic.AVERAGE);
    }

    /** Counted by a function or an application itself, in its log. */
    static Metric counted(String name, String function) {
        return new Metric("TapStack", name, Map.of("functionName", function), Statistic.SUM);
    }

    /** Of all rules of a web ACL. In the region of the edge the region is no dimension. */
    static Metric blocked(String webAcl, Optional<String> region) {
        Map<String, String> dimensions = new TreeMap<>(Map.of("WebACL", webAcl, "Rule", "ALL"));
        region.ifPresent(name -> dimensions.put("Region", name));
        return new Metric("AWS/WAFV2", "BlockedRequests", dimensions, Statistic.SUM);
    }

    /** @param bus where the rule is; on the account's own it is no dimension */
    static Metric rule(String name, String rule, Optional<String> bus) {
        Map<String, String> dimensions = new TreeMap<>(Map.of("RuleName", rule));
        bus.ifPresent(own -> dimensions.put("EventBusName", own));
        return new Metric("AWS/Events", name, dimensions, Statistic.SUM);
    }

    /** How often a rule of EventBridge matched. */
    static Metric ruleMatches(String rule) {
        return rule("TriggeredRules", rule, Optional.empty());
    }

    static Metric queueDepth(String queue) {
        return new Metric(
                "AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", queue), Statistic.MAXIMUM);
    }
}
