package io.tapstack.main.verify;

import java.util.List;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;

/** KMS keys (C11). */
final class KeyChecks {
    private static final String KEY = "aws_kms_key";

    static final List<Check> ALL = List.of(
            Check.of("key-enabled", KEY).promises("the key is enabled", List.of("kms:DescribeKey"), KeyChecks::enabled),
            Check.of("key-rotation", KEY)
                    .promises(
                            "the key rotates, where keys of its kind can",
                            List.of("kms:GetKeyRotationStatus"),
                            KeyChecks::rotates));

    private KeyChecks() {}

    private static Outcome enabled(Subject key) {
        KeyState state = key.client(KmsClient.builder())
                .describeKey(request -> request.keyId(key.text("arn")))
                .keyMetadata()
                .keyState();
        return Outcome.equal("the key's state", KeyState.ENABLED, state);
    }

    private static Outcome rotates(Subject key) {
        if (!key.flag("enable_key_rotation")) {
            return Outcome.notPromised();
        }
        boolean rotates = key.client(KmsClient.builder())
                .getKeyRotationStatus(request -> request.keyId(key.text("arn")))
                .keyRotationEnabled();
        return Outcome.when(rotates, "rotation is off");
    }
}
