package io.tapstack.modules.s3;

import io.tapstack.modules.core.Deployment;
import java.util.Optional;

/**
 * What a bucket is called. All of AWS shares bucket names, so the end is random unless somebody has to know the name
 * beforehand.
 *
 * @param purpose what the bucket holds, in a word or two: {@code audit}
 * @param exact the whole name; it ends randomly when empty
 * @param order of the words before a random end
 */
public record BucketName(String purpose, Optional<String> exact, Order order) {
    private static final int LONGEST_PREFIX = 37; // Terraform adds 26 characters; S3 allows 63

    /** What stands before the random end. */
    enum Order {
        /** {@code <system>-<suffix>-<purpose>-} (C10). */
        SUFFIX_FIRST,
        /** {@code <system>-<purpose>-<suffix>-} (S2). */
        PURPOSE_FIRST
    }

    /** {@code <system>-<suffix>-<purpose>-<random>}. */
    public static BucketName random(String purpose) {
        return new BucketName(purpose, Optional.empty(), Order.SUFFIX_FIRST);
    }

    /** {@code <system>-<purpose>-<suffix>-<random>}, as the security baseline's are called (S2). */
    public static BucketName purposeFirst(String purpose) {
        return new BucketName(purpose, Optional.empty(), Order.PURPOSE_FIRST);
    }

    /** For a bucket whose name is written down elsewhere, such as that of Terraform's state. */
    public static BucketName exactly(String purpose, String name) {
        return new BucketName(purpose, Optional.of(name), Order.SUFFIX_FIRST);
    }

    /**
     * {@code <system>-<suffix>-<purpose>-<account id>}: the account's id instead of a random end, for a bucket whose name
     * other teams work out (L6).
     */
    public static BucketName inAccount(String purpose, Deployment deployment) {
        return exactly(
                purpose, deployment.name(purpose) + "-" + deployment.account().id());
    }

    /** What Terraform puts the random part behind. */
    String prefix(Deployment deployment) {
        String prefix = order == Order.SUFFIX_FIRST
                ? deployment.name(purpose) + "-"
                : deployment.system() + "-" + purpose + "-" + deployment.suffix() + "-";
        if (prefix.length() > LONGEST_PREFIX) {
            throw new IllegalArgumentException("bucket name prefix longer than " + LONGEST_PREFIX + ": " + prefix);
        }
        return prefix;
    }
}
