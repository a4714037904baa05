package io.tapstack.main.account;

import static io.tapstack.main.account.Calls.call;

import io.tapstack.environments.Quota;
import io.tapstack.main.console.Failure;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Service Quotas: two calls of its JSON protocol, since the SDK's client is not on Maven Central in a release that fits.
 *
 * @see <a href="https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html">GetServiceQuota</a>
 */
record ServiceQuotas(CallerAccount account) {
    private static final String SERVICE = "servicequotas";
    private static final String TARGET = "ServiceQuotasV20190624.";

    /** What the account may have of it; for some quotas AWS knows the default only. */
    int value(Quota quota) {
        return value("GetServiceQuota", quota)
                .or(() -> value("GetAWSDefaultServiceQuota", quota))
                .orElseThrow(() -> new Failure(
                        "AWS has no quota " + quota.code() + " of " + quota.service() + " in " + account.region()));
    }

    private Optional<Integer> value(String operation, Quota quota) {
        JsonCall quotas = new JsonCall(account, SERVICE, account.region());
        Map<String, String> input = Map.of("ServiceCode", quota.service(), "QuotaCode", quota.code());
        try {
            return Optional.of(call(SERVICE + ":" + operation, () -> quotas.action(TARGET + operation, input))
                    .at("/Quota/Value")
                    .asInt());
        } catch (AwsServiceException e) {
            if (e.awsErrorDetails().errorCode().equals("NoSuchResourceException")) {
                return Optional.empty();
            }
            throw new Failure(operation + " failed: " + e.getMessage(), e);
        }
    }
}
