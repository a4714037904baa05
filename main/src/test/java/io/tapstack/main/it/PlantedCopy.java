package io.tapstack.main.it;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.AllowAction;
import software.amazon.awssdk.services.wafv2.model.Scope;

/**
 * What a deploy that was killed could leave of one copy: with tags and without, one thing in use by another. Each thing is
 * told by a name that the account's lists show.
 */
record PlantedCopy(EmulatedAccount account, String suffix, String zone, String stateBucket) {
    static final String DOMAIN = "dev.pay.example.com";

    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::none/*\"}]}";

    /** Makes it all. */
    void plant() {
        storage();
        identities();
        events();
        texts();
        network();
        names();
    }

    /** All that it makes. */
    Set<String> made() {
        Set<String> made = new TreeSet<>(Set.of(
                stateBucket + "/portal-dev/" + suffix + "/terraform.tfstate",
                stateBucket + "/portal-dev/" + suffix + "/terraform.tfstate.tflock",
                "dev-portal-app-" + suffix,
                "dev-portal-policy-" + suffix,
                "/aws/lambda/" + name("migrations"),
                "portal-" + suffix + "." + DOMAIN));
        List.of("site", "secret", "bus", "rule", "archive", "overview", "vpc", "alb", "targets", "acl")
                .forEach(purpose -> made.add(name(purpose)));
        return made;
    }

    /** All of it that an account's lists show, of any copy. */
    static Set<String> seen(EmulatedAccount account, String zone, String stateBucket) {
        Set<String> seen = new TreeSet<>();
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true));
                IamClient iam = account.client(IamClient.builder());
                SecretsManagerClient secrets = account.client(SecretsManagerClient.builder());
                EventBridgeClient events = account.client(EventBridgeClient.builder());
                CloudWatchClient watch = account.client(CloudWatchClient.builder());
                CloudWatchLogsClient logs = account.client(CloudWatchLogsClient.builder());
                Ec2Client ec2 = account.client(Ec2Client.builder());
                ElasticLoadBalancingV2Client elb = account.client(ElasticLoadBalancingV2Client.builder());
                Wafv2Client waf = account.client(Wafv2Client.builder());
                Route53Client dns = account.client(Route53Client.builder())) {
            s3.listBuckets().buckets().forEach(bucket -> seen.add(bucket.name()));
            seen.remove(stateBucket);
            s3.listObjectVersions(request -> request.bucket(stateBucket))
                    .versions()
                    .forEach(version -> seen.add(stateBucket + "/" + version.key()));
            iam.listRoles().roles().stream()
                    .filter(role -> !role.path().startsWith("/aws-service-role/"))
                    .forEach(role -> seen.add(role.roleName()));
            iam.listPolicies(request -> request.scope(PolicyScopeType.LOCAL))
                    .policies()
                    .forEach(policy -> seen.add(policy.policyName()));
            secrets.listSecrets().secretList().forEach(secret -> seen.add(secret.name()));
            events.listEventBuses(request -> {}).eventBuses().stream()
                    .filter(bus -> !bus.name().equals("default"))
                    .forEach(bus -> {
                        seen.add(bus.name());
                        events.listRules(request -> request.eventBusName(bus.name())).rules().stream()
                                .filter(rule -> rule.managedBy() == null)
                                .forEach(rule -> seen.add(rule.name()));
                    });
            events.listArchives(request -> {}).archives().forEach(archive -> seen.add(archive.archiveName()));
            watch.listDashboards().dashboardEntries().forEach(dashboard -> seen.add(dashboard.dashboardName()));
            logs.describeLogGroups().logGroups().forEach(group -> seen.add(group.logGroupName()));
            ec2.describeVpcs().vpcs().stream()
                    .flatMap(vpc -> vpc.tags().stream())
                    .filter(tag -> tag.key().equals("Name"))
                    .forEach(tag -> seen.add(tag.value()));
            elb.describeLoadBalancers().loadBalancers().forEach(one -> seen.add(one.loadBalancerName()));
            elb.describeTargetGroups().targetGroups().forEach(one -> seen.add(one.targetGroupName()));
            waf.listWebACLs(request -> request.scope(Scope.REGIONAL)).webACLs().forEach(acl -> seen.add(acl.name()));
            dns.listResourceRecordSets(request -> request.hostedZoneId(zone)).resourceRecordSets().stream()
                    .filter(record -> record.type() == RRType.A)
                    .forEach(record -> seen.add(record.name().replaceFirst("\\.$", "")));
        }
        return seen;
    }

    private String name(String purpose) {
        return "portal-" + suffix + "-" + purpose;
    }

    private Map<String, String> tags(String purpose) {
        return Map.of("System", "portal", "Environment", "dev", "EnvironmentSuffix", suffix, "Name", name(purpose));
    }

    private void storage() {
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true));
                SecretsManagerClient secrets = account.client(SecretsManagerClient.builder())) {
            s3.createBucket(request -> request.bucket(name("site"))
                    .createBucketConfiguration(place -> place.locationConstraint(account.region())));
            s3.putBucketTagging(request -> request.bucket(name("site"))
                    .tagging(set -> set.tagSet(tags("site").entrySet().stream()
                            .map(tag -> software.amazon.awssdk.services.s3.model.Tag.builder()
                                    .key(tag.getKey())
                                    .value(tag.getValue())
                                    .build())
                            .toList())));
            s3.putBucketVersioning(request -> request.bucket(name("site"))
                    .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
            s3.putObject(request -> request.bucket(name("site")).key("index.html"), RequestBody.fromString("page"));
            s3.deleteObject(request -> request.bucket(name("site")).key("index.html"));
            for (String end : List.of("", ".tflock")) {
                s3.putObject(
                        request -> request.bucket(stateBucket).key("portal-dev/" + suffix + "/terraform.tfstate" + end),
                        RequestBody.fromString("{}"));
            }
            secrets.createSecret(request -> request.name(name("secret"))
                    .secretString("none")
                    .tags(tags("secret").entrySet().stream()
                            .map(tag -> software.amazon.awssdk.services.secretsmanager.model.Tag.builder()
                                    .key(tag.getKey())
                                    .value(tag.getValue())
                                    .build())
                            .toList()));
        }
    }

    private void identities() {
        try (IamClient iam = account.client(IamClient.builder())) {
            var tags = tags("app").entrySet().stream()
                    .map(tag -> software.amazon.awssdk.services.iam.model.Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            iam.createRole(request -> request.roleName("dev-portal-app-" + suffix)
                    .assumeRolePolicyDocument(BoundaryCalls.TRUST)
                    .tags(tags));
            String policy = iam.createPolicy(request -> request.policyName("dev-portal-policy-" + suffix)
                            .policyDocument(POLICY)
                            .tags(tags))
                    .policy()
                    .arn();
            iam.createPolicyVersion(
                    request -> request.policyArn(policy).policyDocument(POLICY).setAsDefault(true));
            iam.attachRolePolicy(
                    request -> request.roleName("dev-portal-app-" + suffix).policyArn(policy));
        }
    }

    private void events() {
        try (EventBridgeClient events = account.client(EventBridgeClient.builder())) {
            var tags = tags("bus").entrySet().stream()
                    .map(tag -> software.amazon.awssdk.services.eventbridge.model.Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            String bus = events.createEventBus(
                            request -> request.name(name("bus")).tags(tags))
                    .eventBusArn();
            events.putRule(request -> request.name(name("rule"))
                    .eventBusName(name("bus"))
                    .eventPattern("{\"source\":[\"none\"]}")
                    .tags(tags));
            events.putTargets(request -> request.rule(name("rule"))
                    .eventBusName(name("bus"))
                    .targets(Target.builder()
                            .id("none")
                            .arn("arn:aws:sqs:" + account.region() + ":" + EmulatedAccount.ID + ":none")
                            .build()));
            events.createArchive(request -> request.archiveName(name("archive")).eventSourceArn(bus));
        }
    }

    private void texts() {
        try (CloudWatchClient watch = account.client(CloudWatchClient.builder());
                CloudWatchLogsClient logs = account.client(CloudWatchLogsClient.builder())) {
            watch.putDashboard(
                    request -> request.dashboardName(name("overview")).dashboardBody("{\"widgets\":[]}"));
            logs.createLogGroup(request -> request.logGroupName("/aws/lambda/" + name("migrations")));
        }
    }

    /** Groups that name each other, subnets with a load balancer in them, a gateway that it is reached through. */
    private void network() {
        try (Ec2Client ec2 = account.client(Ec2Client.builder())) {
            String vpc = ec2.createVpc(
                            request -> request.cidrBlock("10.0.0.0/16").tagSpecifications(on(ResourceType.VPC)))
                    .vpc()
                    .vpcId();
            List<String> subnets = Map.of("a", "10.0.0.0/24", "b", "10.0.1.0/24").entrySet().stream()
                    .map(each -> ec2.createSubnet(request -> request.vpcId(vpc)
                                    .cidrBlock(each.getValue())
                                    .availabilityZone(account.region() + each.getKey())
                                    .tagSpecifications(on(ResourceType.SUBNET)))
                            .subnet()
                            .subnetId())
                    .toList();
            List<String> groups = List.of("one", "other").stream()
                    .map(purpose -> ec2.createSecurityGroup(request -> request.vpcId(vpc)
                                    .groupName(name(purpose))
                                    .description("planted")
                                    .tagSpecifications(on(ResourceType.SECURITY_GROUP)))
                            .groupId())
                    .toList();
            admits(ec2, groups.get(0), groups.get(1));
            admits(ec2, groups.get(1), groups.get(0));
            String gateway = ec2.createInternetGateway(
                            request -> request.tagSpecifications(on(ResourceType.INTERNET_GATEWAY)))
                    .internetGateway()
                    .internetGatewayId();
            ec2.attachInternetGateway(request -> request.vpcId(vpc).internetGatewayId(gateway));
            balancer(vpc, subnets, groups);
        }
    }

    private void admits(Ec2Client ec2, String group, String other) {
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                .tagSpecifications(on(ResourceType.SECURITY_GROUP_RULE))
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .userIdGroupPairs(
                                UserIdGroupPair.builder().groupId(other).build())
                        .build()));
    }

    private void balancer(String vpc, List<String> subnets, List<String> groups) {
        try (ElasticLoadBalancingV2Client elb = account.client(ElasticLoadBalancingV2Client.builder());
                Wafv2Client waf = account.client(Wafv2Client.builder())) {
            var tags = tags("alb").entrySet().stream()
                    .map(tag -> software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            String balancer = elb.createLoadBalancer(request -> request.name(name("alb"))
                            .subnets(subnets)
                            .securityGroups(groups)
                            .tags(tags))
                    .loadBalancers()
                    .get(0)
                    .loadBalancerArn();
            String targets = elb.createTargetGroup(request -> request.name(name("targets"))
                            .protocol(ProtocolEnum.HTTP)
                            .port(8080)
                            .vpcId(vpc)
                            .tags(tags))
                    .targetGroups()
                    .get(0)
                    .targetGroupArn();
            elb.createListener(request -> request.loadBalancerArn(balancer)
                    .protocol(ProtocolEnum.HTTP)
                    .port(80)
                    .tags(tags)
                    .defaultActions(Action.builder()
                            .type(ActionTypeEnum.FORWARD)
                            .targetGroupArn(targets)
                            .build()));
            String acl = waf.createWebACL(request -> request.name(name("acl"))
                            .scope(Scope.REGIONAL)
                            .defaultAction(
                                    action -> action.allow(AllowAction.builder().build()))
                            .visibilityConfig(visibility -> visibility
                                    .metricName("planted")
                                    .sampledRequestsEnabled(false)
                                    .cloudWatchMetricsEnabled(false))
                            .tags(tags("acl").entrySet().stream()
                                    .map(tag -> software.amazon.awssdk.services.wafv2.model.Tag.builder()
                                            .key(tag.getKey())
                                            .value(tag.getValue())
                                            .build())
                                    .toList()))
                    .summary()
                    .arn();
            waf.associateWebACL(request -> request.webACLArn(acl).resourceArn(balancer));
        }
    }

    private TagSpecification on(ResourceType type) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(tags(type == ResourceType.VPC ? "vpc" : type.toString()).entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .collect(Collectors.toList()))
                .build();
    }

    private void names() {
        try (Route53Client dns = account.client(Route53Client.builder())) {
            dns.changeResourceRecordSets(request -> request.hostedZoneId(zone)
                    .changeBatch(batch -> batch.changes(Change.builder()
                            .action(ChangeAction.CREATE)
                            .resourceRecordSet(record -> record.name("portal-" + suffix + "." + DOMAIN)
                                    .type(RRType.A)
                                    .ttl(60L)
                                    .resourceRecords(ResourceRecord.builder()
                                            .value("192.0.2.1")
                                            .build()))
                            .build())));
        }
    }
}
