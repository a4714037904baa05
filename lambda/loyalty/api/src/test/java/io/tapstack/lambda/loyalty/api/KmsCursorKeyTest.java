package io.tapstack.lambda.loyalty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.shared.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.KmsInternalException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

@Tag("L2")
class KmsCursorKeyTest {
    private final List<GenerateMacRequest> requests = new ArrayList<>();
    private RuntimeException failure;
    private String secret = "what KMS answers";
    private final KmsClient kms = new KmsClient() {
        @Override
        public GenerateMacResponse generateMac(GenerateMacRequest request) {
            requests.add(request);
            if (failure != null) {
                throw failure;
            }
            return GenerateMacResponse.builder()
                    .mac(SdkBytes.fromUtf8String(secret))
                    .build();
        }

        @Override
        public String serviceName() {
            return "kms";
        }

        @Override
        public void close() {}
    };

    @Test
    void asksKmsOnceInItsLife() {
        var key = new KmsCursorKey(kms, "arn:key");
        assertThat(requests).isEmpty();
        assertThat(key.code("a")).hasSize(32).isEqualTo(key.code("a")).isNotEqualTo(key.code("b"));

        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).keyId()).isEqualTo("arn:key");
        assertThat(requests.get(0).macAlgorithm()).isEqualTo(MacAlgorithmSpec.HMAC_SHA_256);
    }

    @Test
    void everyProcessHasTheSameKeyAndAnotherKmsKeyGivesAnother() {
        var one = new KmsCursorKey(kms, "arn:key").code("a");
        assertThat(new KmsCursorKey(kms, "arn:key").code("a")).isEqualTo(one);
        secret = "another";
        assertThat(new KmsCursorKey(kms, "arn:key").code("a")).isNotEqualTo(one);
    }

    @Test
    void isUnavailableWhenKmsIs() {
        failure = KmsInternalException.builder().statusCode(500).build();
        var key = new KmsCursorKey(kms, "arn:key");

        assertThatThrownBy(() -> key.code("a")).isInstanceOf(UnavailableException.class);
        failure = null;
        assertThat(key.code("a")).hasSize(32);
    }
}
