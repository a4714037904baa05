package io.tapstack.modules.alb;

import java.util.List;

/**
 * How CloudFront shows that a request came through it: a header that only it knows the value of. The prefix list lets
 * every distribution of every account in, this header only ours (B5).
 *
 * <p>The value is in the configuration of the listener and of the distribution, and so in Terraform's state: neither
 * takes a reference to a secret.
 *
 * @param values tokens, never inspected; without {@code *} and {@code ?}, which are patterns here. Two while the value
 *     changes, three at most. The load balancer does not tell upper from lower case
 */
public record OriginVerification(String header, List<String> values) {
    private static final int MOST_VALUES = 3;

    public OriginVerification {
        values = List.copyOf(values);
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            throw new IllegalArgumentException(
                    header + " has 1 to " + MOST_VALUES + " values at a time, got " + values.size());
        }
    }
}
