package io.tapstack.modules.securityhub;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.core.Singleton;
import java.util.List;

/**
 * @param hub an account has one in a region
 * @param standards what the account is judged by; none but these
 */
public record SecurityHubSettings(Singleton hub, List<Standard> standards) implements Settings {

    /** What Security Hub knows; versions are part of a standard's name. */
    public enum Standard {
        FSBP("aws-foundational-security-best-practices/v/1.0.0"),
        CIS_5_0("cis-aws-foundations-benchmark/v/5.0.0"),
        PCI_4_0_1("pci-dss/v/4.0.1");

        private final String path;

        Standard(String path) {
            this.path = path;
        }

        String arn(Account account) {
            return "arn:" + account.partition() + ":securityhub:" + account.region() + "::standards/" + path;
        }
    }

    public SecurityHubSettings {
        standards = List.copyOf(standards);
    }

    @Override
    public void check(Problems problems) {
        problems.require(
                standards.stream().distinct().count() == standards.size(), "standards", standards, "different ones");
    }
}
