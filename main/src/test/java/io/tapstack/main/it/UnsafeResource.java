package io.tapstack.main.it;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Something that AWS Config objects to and the remediation knows to put in order.
 *
 * @param rule of AWS Config, without the environment
 * @param make makes or opens one of a system, without a tag of its own; gives its id
 * @param isSafe reads it back
 */
record UnsafeResource(String fix, String rule, Function<EmulatedAccount, String> make, Check isSafe) {
    /** As Terraform tags what it creates. */
    private static final String KEY = "System";

    private static final String VALUE = "security";
    private static final String EVERYWHERE = "0.0.0.0/0";
    private static final int HTTPS = 443;
    private static final String OWN_STATEMENT = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "Own", "Effect": "Allow", "Action": "s3:GetObject",
              "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Resource": "arn:aws:s3:::%s/*"}]}""";

    /** Whether the resource of this id is in order. */
    interface Check {
        boolean test(EmulatedAccount account, String id);
    }

    @Override
    public String toString() {
        return fix;
    }

    static Stream<UnsafeResource> all() {
        return Stream.of(
                new UnsafeResource(
                        "S3_PUBLIC_ACCESS_BLOCK",
                        "s3-bucket-level-public-access-prohibited",
                        account -> bucket(account, "loyalty-local-opened"),
                        UnsafeResource::isBlocked),
                new UnsafeResource(
                        "S3_TLS_ONLY",
                        "s3-bucket-ssl-requests-only",
                        account -> bucket(account, "loyalty-local-plain"),
                        UnsafeResource::isTlsOnly),
                openPort("SECURITY_GROUP_SSH", "incoming-ssh-disabled", 22),
                openPort("SECURITY_GROUP_RDP", "restricted-incoming-traffic", 3389),
                new UnsafeResource(
                        "KMS_KEY_ROTATION",
                        "cmk-backing-key-rotation-enabled",
                        UnsafeResource::key,
                        UnsafeResource::rotates));
    }

    static UnsafeResource openPort(String fix, String rule, int port) {
        return new UnsafeResource(
                fix, rule, account -> group(account, port), (account, id) -> isClosed(account, id, port));
    }

    private static String bucket(EmulatedAccount account, String name) {
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true))) {
            s3.createBucket(request -> request.bucket(name));
            s3.putBucketPolicy(request -> request.bucket(name).policy(OWN_STATEMENT.formatted(name)));
        }
        return name;
    }

    private static boolean isBlocked(EmulatedAccount account, String name) {
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true))) {
            PublicAccessBlockConfiguration block =
                    s3.getPublicAccessBlock(request -> request.bucket(name)).publicAccessBlockConfiguration();
            return block.blockPublicAcls()
                    && block.blockPublicPolicy()
                    && block.ignorePublicAcls()
                    && block.restrictPublicBuckets();
        } catch (S3Exception none) {
            return false;
        }
    }

    /** A statement more, and the bucket's own as it was. */
    private static boolean isTlsOnly(EmulatedAccount account, String name) {
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true))) {
            String policy = s3.getBucketPolicy(request -> request.bucket(name)).policy();
            return policy.contains("\"Own\"") && policy.contains("aws:SecureTransport");
        }
    }

    private static String key(EmulatedAccount account) {
        try (KmsClient kms = account.client(KmsClient.builder())) {
            return kms.createKey(request -> request.tags(software.amazon.awssdk.services.kms.model.Tag.builder()
                            .tagKey(KEY)
                            .tagValue(VALUE)
                            .build()))
                    .keyMetadata()
                    .keyId();
        }
    }

    private static boolean rotates(EmulatedAccount account, String id) {
        try (KmsClient kms = account.client(KmsClient.builder())) {
            return kms.getKeyRotationStatus(request -> request.keyId(id)).keyRotationEnabled();
        }
    }

    /** Opens one port, beside HTTPS, to everybody. */
    private static String group(EmulatedAccount account, int port) {
        try (Ec2Client ec2 = account.client(Ec2Client.builder())) {
            String id = ec2.createSecurityGroup(request -> request.groupName("open-" + port + "-" + System.nanoTime())
                            .description("open")
                            .tagSpecifications(TagSpecification.builder()
                                    .resourceType(ResourceType.SECURITY_GROUP)
                                    .tags(software.amazon.awssdk.services.ec2.model.Tag.builder()
                                            .key(KEY)
                                            .value(VALUE)
                                            .build())
                                    .build()))
                    .groupId();
            open(account, id, port);
            open(account, id, HTTPS);
            return id;
        }
    }

    /** Opens a port of a group to the internet. */
    static void open(EmulatedAccount account, String id, int port) {
        try (Ec2Client ec2 = account.client(Ec2Client.builder())) {
            ec2.authorizeSecurityGroupIngress(request -> request.groupId(id)
                    .ipPermissions(IpPermission.builder()
                            .ipProtocol("tcp")
                            .fromPort(port)
                            .toPort(port)
                            .ipRanges(IpRange.builder().cidrIp(EVERYWHERE).build())
                            .build()));
        }
    }

    private static boolean isClosed(EmulatedAccount account, String id, int port) {
        Predicate<IpPermission> open = rule -> rule.fromPort() <= port && port <= rule.toPort();
        List<IpPermission> rules = group(account, id).ipPermissions();
        return rules.stream().noneMatch(open) && rules.stream().anyMatch(rule -> rule.fromPort() == HTTPS);
    }

    private static SecurityGroup group(EmulatedAccount account, String id) {
        try (Ec2Client ec2 = account.client(Ec2Client.builder())) {
            return ec2.describeSecurityGroups(request -> request.groupIds(id))
                    .securityGroups()
                    .get(0);
        }
    }
}
