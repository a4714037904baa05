package io.tapstack.environments.controls;

import static io.tapstack.environments.testing.StackJson.refersTo;

import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.List;
import java.util.stream.Stream;

/** What is set once for an account, and the secrets in it. */
final class AccountRules {
    private static final String STACK = "security-staging";
    private static final String BUCKETS = "aws_s3_account_public_access_block";
    private static final String PASSWORDS = "aws_iam_account_password_policy";
    private static final String SECRET = "aws_secretsmanager_secret";
    private static final String ROTATION = "aws_secretsmanager_secret_rotation";

    static final List<Rule> ALL = List.of(
            Rule.exists("the-account-blocks-public-buckets", BUCKETS, AccountRules::blocksAll)
                    .failsFor(STACK, stack -> stack.with(BUCKETS, "block_public_policy", false)),
            Rule.exists("volumes-encrypt-unasked", "aws_ebs_encryption_by_default", encryption -> encryption
                            .at("enabled")
                            .asBoolean())
                    .failsFor(STACK, stack -> stack.with("aws_ebs_encryption_by_default", "enabled", false)),
            Rule.exists("passwords-are-long-and-mixed", PASSWORDS, AccountRules::areLongAndMixed)
                    .failsFor(STACK, stack -> stack.with(PASSWORDS, "minimum_password_length", 13)),
            Rule.exists(
                            "passwords-are-not-used-again",
                            PASSWORDS,
                            policy -> policy.at("password_reuse_prevention").asInt() >= 24)
                    .failsFor(STACK, stack -> stack.with(PASSWORDS, "password_reuse_prevention", 23)),
            Rule.exists(
                            "passwords-end",
                            PASSWORDS,
                            policy -> policy.at("max_password_age").asInt(Integer.MAX_VALUE) <= 90)
                    .failsFor(STACK, stack -> stack.without(PASSWORDS, "max_password_age")),
            Rule.stacks("passwords-rotate", AccountRules::withoutRotation)
                    .failsFor(STACK, stack -> stack.without(ROTATION)),
            Rule.each(
                            "secrets-rotate-within-a-quarter",
                            ROTATION,
                            rotation -> rotation.at("rotation_rules/automatically_after_days")
                                            .asInt(Integer.MAX_VALUE)
                                    <= 90)
                    .failsFor(STACK, stack -> stack.with(ROTATION, "rotation_rules/automatically_after_days", 91)),
            Rule.each(
                            "secrets-encrypt-with-keys-of-ours",
                            SECRET,
                            secret -> refersTo(secret.at("kms_key_id"), "aws_kms_key"))
                    .failsFor(STACK, stack -> stack.without(SECRET, "kms_key_id")));

    private AccountRules() {}

    /** Not of tokens, whose value Terraform writes. */
    private static List<String> withoutRotation(StackJson stack) {
        List<String> withoutValue = stack.missing(SECRET, "aws_secretsmanager_secret_version", "secret_id").stream()
                .map(AccountRules::address)
                .toList();
        return stack.missing(SECRET, ROTATION, "secret_id").stream()
                .filter(complaint -> withoutValue.contains(address(complaint)))
                .toList();
    }

    private static String address(String complaint) {
        return complaint.substring(0, complaint.indexOf(' '));
    }

    private static boolean blocksAll(ResourceAssert block) {
        return Stream.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
                .allMatch(way -> block.at(way).asBoolean());
    }

    private static boolean areLongAndMixed(ResourceAssert policy) {
        return policy.at("minimum_password_length").asInt() >= 14
                && Stream.of("lowercase_characters", "uppercase_characters", "numbers", "symbols")
                        .allMatch(kind -> policy.at("require_" + kind).asBoolean());
    }
}
