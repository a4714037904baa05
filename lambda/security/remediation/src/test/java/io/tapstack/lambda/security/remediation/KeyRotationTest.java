package io.tapstack.lambda.security.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.Tag;

@org.junit.jupiter.api.Tag("S9")
class KeyRotationTest {
    private static final String ID = "0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f";
    private static final Finding.Resource KEY = new Finding.Resource(
            "AWS::KMS::Key", Optional.of(ResourceKind.KMS_KEY), ID, "123456789012", "eu-central-1");
    private static final KeyMetadata ORDINARY = KeyMetadata.builder()
            .keyManager(KeyManagerType.CUSTOMER)
            .keySpec(KeySpec.SYMMETRIC_DEFAULT)
            .origin(OriginType.AWS_KMS)
            .keyState(KeyState.ENABLED)
            .build();

    private final OneKey kms = new OneKey();
    private final Remedy remedy = new KeyRotation(kms);

    @Test
    void rotationIsSwitchedOn() {
        var diagnosis = remedy.diagnose(KEY);
        assertThat(diagnosis.message()).isEqualTo("rotation is off");
        assertThat(kms.rotation).isFalse();

        diagnosis.cure().orElseThrow().run();

        assertThat(kms.rotation).isTrue();
        assertThat(remedy.diagnose(KEY).outcome()).isEqualTo(Outcome.ALREADY_COMPLIANT);
    }

    @Test
    void keyOfAwsIsLeftAlone() {
        kms.key = ORDINARY.toBuilder().keyManager(KeyManagerType.AWS).build();
        assertThat(remedy.diagnose(KEY)).isEqualTo(Diagnosis.needsPerson("AWS manages this key"));
        assertThat(remedy.diagnose(KEY).outcome()).isEqualTo(Outcome.NEEDS_PERSON);
    }

    @Test
    void keyThatKmsDoesNotRotateIsLeftAlone() {
        var problem = Diagnosis.needsPerson("KMS does not rotate keys of this kind");
        kms.key = ORDINARY.toBuilder().keySpec(KeySpec.RSA_2048).build();
        assertThat(remedy.diagnose(KEY)).isEqualTo(problem);
        kms.key = ORDINARY.toBuilder().origin(OriginType.EXTERNAL).build();
        assertThat(remedy.diagnose(KEY)).isEqualTo(problem);
    }

    @ParameterizedTest
    @EnumSource(names = {"DISABLED", "PENDING_DELETION", "UNAVAILABLE"})
    void keyThatIsNotInUseIsLeftAlone(KeyState state) {
        kms.key = ORDINARY.toBuilder().keyState(state).build();
        assertThat(remedy.diagnose(KEY)).isEqualTo(Diagnosis.needsPerson("the key is in the state " + state));
    }

    @Test
    void tagsOfAllPagesAreRead() {
        assertThat(remedy.tags(KEY)).isEqualTo(Map.of("Owner", "x", "Remediation", "auto"));
    }

    @Test
    void keyThatIsGoneIsSaidToBe() {
        var gone = new Finding.Resource("AWS::KMS::Key", Optional.empty(), "other", "123456789012", "eu-central-1");
        assertThatThrownBy(() -> remedy.tags(gone)).isInstanceOf(ResourceGoneException.class);
        assertThatThrownBy(() -> remedy.diagnose(gone)).isInstanceOf(ResourceGoneException.class);
    }

    /** KMS with a key whose tags come on two pages. */
    private static final class OneKey implements KmsClient {
        private KeyMetadata key = ORDINARY;
        private boolean rotation;

        @Override
        public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
            find(request.keyId());
            return DescribeKeyResponse.builder().keyMetadata(key).build();
        }

        @Override
        public ListResourceTagsResponse listResourceTags(ListResourceTagsRequest request) {
            find(request.keyId());
            return request.marker() == null
                    ? page("Owner", "x").truncated(true).nextMarker("2").build()
                    : page("Remediation", "auto").truncated(false).build();
        }

        @Override
        public GetKeyRotationStatusResponse getKeyRotationStatus(GetKeyRotationStatusRequest request) {
            find(request.keyId());
            return GetKeyRotationStatusResponse.builder()
                    .keyRotationEnabled(rotation)
                    .build();
        }

        @Override
        public EnableKeyRotationResponse enableKeyRotation(EnableKeyRotationRequest request) {
            find(request.keyId());
            rotation = true;
            return EnableKeyRotationResponse.builder().build();
        }

        private static ListResourceTagsResponse.Builder page(String tag, String value) {
            return ListResourceTagsResponse.builder()
                    .tags(Tag.builder().tagKey(tag).tagValue(value).build());
        }

        private static void find(String id) {
            if (!id.equals(ID)) {
                throw NotFoundException.builder().message("gone").build();
            }
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
