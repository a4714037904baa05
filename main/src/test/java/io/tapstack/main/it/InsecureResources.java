package io.tapstack.main.it;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** Resources with what remediation fixes, and what has become of them. */
record InsecureResources(S3Client s3, Ec2Client ec2, KmsClient kms) {
    private static final Map<String, String> OWN = Map.of("System", "payments");

    static InsecureResources in(EmulatedAccount account) {
        return new InsecureResources(
                account.client(S3Client.builder().forcePathStyle(true)),
                account.client(Ec2Client.builder()),
                account.client(KmsClient.builder()));
    }

    /** A bucket without public access block, policy and tags, whose name begins like this. */
    String bucket(String prefix) {
        String name = prefix + UUID.randomUUID();
        s3.createBucket(request -> request.bucket(name)
                .createBucketConfiguration(configuration -> configuration.locationConstraint("eu-central-1")));
        s3.deletePublicAccessBlock(request -> request.bucket(name));
        return name;
    }

    PublicAccessBlockConfiguration publicAccessBlock(String bucket) {
        return s3.getPublicAccessBlock(request -> request.bucket(bucket)).publicAccessBlockConfiguration();
    }

    String policy(String bucket) {
        return s3.getBucketPolicy(request -> request.bucket(bucket)).policy();
    }

    /** One of a system, as Terraform tags it. */
    String securityGroup() {
        return securityGroup(OWN);
    }

    /** A group with TCP 22, alone and among other ports, 443 and 3389 open to the world, and 22 to the inside. */
    String securityGroup(Map<String, String> tags) {
        TagSpecification specification = TagSpecification.builder()
                .resourceType(ResourceType.SECURITY_GROUP)
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
        List<IpPermission> open = List.of(
                tcp(20, 25, "0.0.0.0/0"),
                tcp(22, 22, "10.0.0.0/8"),
                tcp(22, 22, "::/0"),
                tcp(443, 443, "0.0.0.0/0"),
                tcp(3389, 3389, "0.0.0.0/0"));
        String group = ec2.createSecurityGroup(request -> request.groupName("group-" + UUID.randomUUID())
                        .description("open to the world")
                        .tagSpecifications(List.of(specification)))
                .groupId();
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(group).ipPermissions(open));
        return group;
    }

    /** Opens the group wider. */
    void open(String group) {
        ec2.authorizeSecurityGroupIngress(
                request -> request.groupId(group).ipPermissions(tcp(8080, 8080, "0.0.0.0/0")));
    }

    /** Each way into the group: ports and addresses. */
    List<String> ingress(String group) {
        return ec2
                .describeSecurityGroups(request -> request.groupIds(group))
                .securityGroups()
                .get(0)
                .ipPermissions()
                .stream()
                .flatMap(InsecureResources::ways)
                .toList();
    }

    /** A key that does not rotate. */
    String key() {
        software.amazon.awssdk.services.kms.model.Tag tag = software.amazon.awssdk.services.kms.model.Tag.builder()
                .tagKey("System")
                .tagValue("payments")
                .build();
        return kms.createKey(request -> request.tags(List.of(tag)))
                .keyMetadata()
                .keyId();
    }

    boolean rotates(String key) {
        return kms.getKeyRotationStatus(request -> request.keyId(key)).keyRotationEnabled();
    }

    private static Stream<String> ways(IpPermission permission) {
        String ports = permission.fromPort() + "-" + permission.toPort() + " ";
        return Stream.concat(
                permission.ipRanges().stream().map(range -> ports + range.cidrIp()),
                permission.ipv6Ranges().stream().map(range -> ports + range.cidrIpv6()));
    }

    private static IpPermission tcp(int first, int last, String cidr) {
        IpPermission.Builder permission =
                IpPermission.builder().ipProtocol("tcp").fromPort(first).toPort(last);
        return cidr.contains(":")
                ? permission
                        .ipv6Ranges(List.of(Ipv6Range.builder()
                                .cidrIpv6(cidr)
                                .description("described")
                                .build()))
                        .build()
                : permission
                        .ipRanges(List.of(IpRange.builder()
                                .cidrIp(cidr)
                                .description("described")
                                .build()))
                        .build();
    }
}
