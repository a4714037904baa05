package io.tapstack.lambda.security.remediation;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.Tag;

/** Switches on the yearly rotation of a key's material. */
record KeyRotation(KmsClient client) implements Remedy {
    @Override
    public Map<String, String> tags(Finding.Resource key) {
        return unlessGone(() -> client.listResourceTagsPaginator(list -> list.keyId(key.id())).tags().stream()
                .collect(Collectors.toMap(Tag::tagKey, Tag::tagValue)));
    }

    @Override
    public Diagnosis diagnose(Finding.Resource key) {
        var unable = whyNot(unlessGone(() -> client.describeKey(describe -> describe.keyId(key.id())))
                .keyMetadata());
        if (unable.isPresent()) {
            return Diagnosis.needsPerson(unable.get());
        }
        return unlessGone(() -> client.getKeyRotationStatus(get -> get.keyId(key.id())))
                        .keyRotationEnabled()
                ? Diagnosis.inOrder()
                : Diagnosis.curable(
                        "rotation is off",
                        () -> unlessGone(() -> client.enableKeyRotation(enable -> enable.keyId(key.id()))));
    }

    /** KMS rotates symmetric keys that it made itself, and lets us switch that on for our own that are in use. */
    private static Optional<String> whyNot(KeyMetadata key) {
        if (key.keyManager() == KeyManagerType.AWS) {
            return Optional.of("AWS manages this key");
        }
        if (key.keySpec() != KeySpec.SYMMETRIC_DEFAULT || key.origin() != OriginType.AWS_KMS) {
            return Optional.of("KMS does not rotate keys of this kind");
        }
        return key.keyState() == KeyState.ENABLED
                ? Optional.empty()
                : Optional.of("the key is in the state " + key.keyStateAsString());
    }

    private static <T> T unlessGone(Supplier<T> call) {
        try {
            return call.get();
        } catch (NotFoundException e) {
            throw new ResourceGoneException();
        }
    }
}
