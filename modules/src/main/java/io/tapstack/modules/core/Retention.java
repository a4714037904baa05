package io.tapstack.modules.core;

import java.util.List;

/**
 * Days that CloudWatch keeps log events; AWS accepts only certain numbers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">
 *     PutRetentionPolicy</a>
 */
public record Retention(int days) implements Settings {
    private static final List<Integer> ALLOWED = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    @Override
    public void check(Problems problems) {
        problems.oneOf("days", days, ALLOWED);
    }
}
