package io.tapstack.main.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.environments.Quota;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Service Quotas: two calls of its JSON protocol, since the SDK's client is not on Maven Central in a release that fits.
 *
 * @see <a href="https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html">GetServiceQuota</a>
 */
record ServiceQuotas(AwsClients clients) {
    private static final String SERVICE = "servicequotas";
    private static final String TARGET = "ServiceQuotasV20190624.";
    private static final int OK = 200;

    /** What the account may have of it; for some quotas AWS knows the default only. */
    int value(Quota quota) {
        return value("GetServiceQuota", quota)
                .or(() -> value("GetAWSDefaultServiceQuota", quota))
                .orElseThrow(() -> new Failure(
                        "AWS has no quota " + quota.code() + " of " + quota.service() + " in " + clients.region()));
    }

    private Optional<Integer> value(String operation, Quota quota) {
        try (SdkHttpClient http = clients.http()) {
            HttpExecuteResponse response =
                    http.prepareRequest(request(operation, quota)).call();
            JsonNode answer = new ObjectMapper()
                    .readTree(response.responseBody()
                            .map(AbortableInputStream::delegate)
                            .orElseThrow());
            if (response.httpResponse().statusCode() == OK) {
                return Optional.of(answer.at("/Quota/Value").asInt());
            }
            String error = answer.path("__type").asText().replaceAll(".*#", "");
            if (error.startsWith("AccessDenied")) {
                throw new MissingPermission(SERVICE + ":" + operation);
            }
            if (error.equals("NoSuchResourceException")) {
                return Optional.empty();
            }
            throw new Failure(operation + " failed: " + answer);
        } catch (IOException e) {
            throw Failure.of(operation + " got no answer", e);
        }
    }

    private HttpExecuteRequest request(String operation, Quota quota) throws IOException {
        ContentStreamProvider body = ContentStreamProvider.fromUtf8String(new ObjectMapper()
                .writeValueAsString(Map.of("ServiceCode", quota.service(), "QuotaCode", quota.code())));
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(clients.endpoint(SERVICE))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", TARGET + operation)
                .build();
        SignedRequest signed = AwsV4HttpSigner.create().sign(sign -> sign.identity(clients.credentials())
                .request(unsigned)
                .payload(body)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, clients.region()));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(body))
                .build();
    }
}
