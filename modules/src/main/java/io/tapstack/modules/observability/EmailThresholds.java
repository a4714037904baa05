package io.tapstack.modules.observability;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/**
 * When a sender's alarms go off (L8). AWS reviews a sender from 5 % bounces or 0.1 % complaints on.
 *
 * @param bouncesPerThousand more e-mails bounce than this: 1 to 100, where AWS may stop the sending
 * @param complaintsPerTenThousand more recipients complain than this: 1 to 50, where AWS may stop the sending
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html">Creating reputation
 *     monitoring alarms using CloudWatch</a>
 */
public record EmailThresholds(int bouncesPerThousand, int complaintsPerTenThousand) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("bouncesPerThousand", bouncesPerThousand, 1, 100);
        problems.range("complaintsPerTenThousand", complaintsPerTenThousand, 1, 50);
    }
}
