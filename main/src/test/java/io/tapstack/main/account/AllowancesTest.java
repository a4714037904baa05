package io.tapstack.main.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.environments.Quota;
import io.tapstack.main.testing.FakeAccount;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C15")
final class AllowancesTest {
    private static final String OURS = "<tagSet><item><key>EnvironmentSuffix</key><value>dev</value></item></tagSet>";
    private static final String THEIRS =
            "<tagSet><item><key>EnvironmentSuffix</key><value>prod</value></item></tagSet>";

    private final FakeAccount account = new FakeAccount();
    private final Allowances allowances =
            new Allowances(account.account(), new Own("dev", Set.of("payments-dev-api", "payments-dev-ledger")));

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void concurrencyIsAsLambdaKnowsItAndNotServiceQuotas() {
        account.concurrency(10, 10).put("GetServiceQuota", "{\"Quota\":{\"Value\":1000.0}}");
        assertThat(allowances.of(Quota.CONCURRENCY)).isEqualTo(new Allowance(10, 0));
    }

    @Test
    void whatOwnFunctionsReserveIsNotOfOthers() {
        account.concurrency(1000, 700).put("GetFunctionConcurrency", "{\"ReservedConcurrentExecutions\":100}");
        assertThat(allowances.of(Quota.CONCURRENCY)).isEqualTo(new Allowance(1000, 100));
    }

    @Test
    void functionsThatReserveNothingAreFine() {
        account.concurrency(1000, 700).put("GetFunctionConcurrency", "{}");
        assertThat(allowances.of(Quota.CONCURRENCY)).isEqualTo(new Allowance(1000, 300));
    }

    @Test
    void vpcsAndAddressesAreToldApartByTheirTag() {
        account.ec2("DescribeVpcs", "<vpcSet><item>" + OURS + "</item><item>" + THEIRS + "</item><item/></vpcSet>")
                .ec2(
                        "DescribeAddresses",
                        "<addressesSet><item>" + OURS + "</item><item>" + THEIRS + "</item></addressesSet>");
        assertThat(allowances.of(Quota.VPCS)).isEqualTo(new Allowance(60, 2));
        assertThat(allowances.of(Quota.ADDRESSES)).isEqualTo(new Allowance(60, 1));
    }

    @Test
    void processorsAreThoseOfOnDemandStandardInstances() {
        account.ec2(
                        "DescribeInstances",
                        "<reservationSet><item><instancesSet>"
                                + instance("m7g.large", OURS)
                                + instance("m7g.large", THEIRS)
                                + instance("m7g.large", "")
                                + instance("m7g.large", "<instanceLifecycle>spot</instanceLifecycle>")
                                + instance("p5.48xlarge", "")
                                + instance("trn1.2xlarge", "")
                                + "</instancesSet></item></reservationSet>")
                .ec2(
                        "DescribeInstanceTypes",
                        "<instanceTypeSet><item><instanceType>m7g.large</instanceType><vCpuInfo><defaultVCpus>2"
                                + "</defaultVCpus></vCpuInfo></item></instanceTypeSet>");
        assertThat(allowances.of(Quota.PROCESSORS)).isEqualTo(new Allowance(60, 4));
    }

    @Test
    void theDefaultCountsWhereNoValueIsApplied() {
        account.put("GetServiceQuota", 400, "{\"__type\":\"NoSuchResourceException\"}")
                .put("GetAWSDefaultServiceQuota", "{\"Quota\":{\"Value\":5.0}}");
        assertThat(allowances.of(Quota.RULES)).isEqualTo(new Allowance(5, 0));
    }

    @Test
    void namesThePermissionThatIsMissing() {
        account.deny("GetServiceQuota");
        assertThatThrownBy(() -> allowances.of(Quota.RULES))
                .isInstanceOfSatisfying(MissingPermission.class, e -> assertThat(e.action())
                        .isEqualTo("servicequotas:GetServiceQuota"));
    }

    @Test
    void namesThePermissionThatEc2Wants() {
        account.denyEc2("DescribeVpcs");
        assertThatThrownBy(() -> allowances.of(Quota.VPCS))
                .isInstanceOfSatisfying(
                        MissingPermission.class, e -> assertThat(e.action()).isEqualTo("ec2:DescribeVpcs"));
    }

    private static String instance(String type, String more) {
        return "<item><instanceType>" + type + "</instanceType>" + more + "</item>";
    }
}
