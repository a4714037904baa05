package io.tapstack.modules.cloudtrail;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.util.regex.Pattern;

/**
 * Buckets whose every object-level call the trail records, by what their names begin with: the end is random, and stacks do
 * not refer to each other's resources.
 *
 * @param system whose buckets: {@code payments}
 * @param purpose what they hold: {@code audit}
 */
public record AuditBuckets(String system, String purpose) implements Settings {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]*");

    @Override
    public void check(Problems problems) {
        problems.matches("system", system, WORD, "the first word of a bucket's name");
        problems.matches("purpose", purpose, WORD, "a word or two with hyphens");
    }

    /** ARN of every object in such buckets, up to the bucket's random end. */
    String objects(Account account, String suffix) {
        return "arn:" + account.partition() + ":s3:::" + system + "-" + suffix + "-" + purpose + "-";
    }
}
