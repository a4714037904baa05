package io.tapstack.modules.observability;

import java.util.Map;

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

    /** How often a rule of EventBridge matched. */
    static Metric ruleMatches(String rule) {
        return new Metric("AWS/Events", "TriggeredRules", Map.of("RuleName", rule), Statistic.SUM);
    }

    static Metric queueDepth(String queue) {
        return new Metric(
                "AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", queue), Statistic.MAXIMUM);
    }
}
