package io.tapstack.main.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.main.console.Failure;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** A bucket that lets everybody read, until somebody closes it; for a moment, it is deleted in the end. */
final class OpenedBucket implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NAME = "security-local-opened-by-tap-up";
    private static final String RULE = "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED";
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
              "Resource": "arn:aws:s3:::%s/*"}]}""".formatted(NAME);

    private final S3Client s3;
    private final AwsJson config;

    OpenedBucket(Demonstration.Target target) {
        this.s3 = target.clients().s3();
        this.config = new AwsJson(target.clients(), "AWS Config", "config", "StarlingDoveService.");
        delete(); // of a demonstration that was interrupted
        letConfigLook(); // so that it knows none of this name any more, and what follows is news
        s3.createBucket(request -> request.bucket(NAME));
        s3.putBucketTagging(request -> request.bucket(NAME)
                .tagging(tagging -> tagging.tagSet(
                        Tag.builder().key("Remediation").value("auto").build())));
        s3.putBucketPolicy(request -> request.bucket(NAME).policy(POLICY));
    }

    String name() {
        return NAME;
    }

    /** Has AWS Config look at the account's buckets now, instead of when it sees the change. */
    void letConfigLook() {
        ObjectNode request = MAPPER.createObjectNode();
        request.putArray("ConfigRuleNames").add(ruleName());
        config.call("StartConfigRulesEvaluation", request, Set.of());
    }

    private String ruleName() {
        ObjectNode page = MAPPER.createObjectNode();
        while (true) {
            JsonNode rules = config.call("DescribeConfigRules", page, Set.of());
            for (JsonNode rule : rules.path("ConfigRules")) {
                if (rule.at("/Source/SourceIdentifier").asText().equals(RULE)) {
                    return rule.path("ConfigRuleName").asText();
                }
            }
            if (!rules.has("NextToken")) {
                throw new Failure("AWS Config has no rule " + RULE);
            }
            page.set("NextToken", rules.path("NextToken"));
        }
    }

    boolean isClosed() {
        try {
            PublicAccessBlockConfiguration block =
                    s3.getPublicAccessBlock(request -> request.bucket(NAME)).publicAccessBlockConfiguration();
            return block.blockPublicAcls()
                    && block.blockPublicPolicy()
                    && block.ignorePublicAcls()
                    && block.restrictPublicBuckets();
        } catch (S3Exception none) {
            return false;
        }
    }

    private void delete() {
        try {
            s3.deleteBucket(request -> request.bucket(NAME));
        } catch (NoSuchBucketException none) {
            return;
        }
    }

    @Override
    public void close() {
        delete();
        s3.close();
    }
}
