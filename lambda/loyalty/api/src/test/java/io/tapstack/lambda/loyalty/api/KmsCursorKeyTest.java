package io.tapstack.lambda.loyalty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.shared.UnavailableException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.KmsInternalException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

@Tag("L2")
class KmsCursorKeyTest {
    private final FakeKms kms = new FakeKms();

    @Test
    void asksKmsOnceInItsLife() {
        var key = new KmsCursorKey(kms, "arn:key");
        assertThat(kms.requests).isEmpty();
        assertThat(key.code("a")).hasSize(32).isEqualTo(key.code("a")).isNotEqualTo(key.code("b"));

        assertThat(kms.requests).hasSize(1);
        assertThat(kms.requests.get(0).keyId()).isEqualTo("arn:key");
        assertThat(kms.requests.get(0).macAlgorithm()).isEqualTo(MacAlgorithmSpec.HMAC_SHA_256);
    }

    @Test
    void everyProcessHasTheSameKeyAndAnotherKmsKeyGivesAnother() {
        var one = new KmsCursorKey(kms, "arn:key").code("a");
        assertThat(new KmsCursorKey(kms, "arn:key").code("a")).isEqualTo(one);
        kms.secret = "another";
        assertThat(new KmsCursorKey(kms, "arn:key").code("a")).isNotEqualTo(one);
    }

    @Test
    void isUnavailableWhenKmsIs() {
        kms.failure = KmsInternalException.builder().statusCode(500).build();
        var key = new KmsCursorKey(kms, "arn:key");

        assertThatThrownBy(() -> key.code("a")).isInstanceOf(UnavailableException.class);
        kms.failure = null;
        assertThat(key.code("a")).hasSize(32);
    }
}
