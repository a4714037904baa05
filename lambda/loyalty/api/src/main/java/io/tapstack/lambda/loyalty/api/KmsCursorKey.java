package io.tapstack.lambda.loyalty.api;

import io.tapstack.lambda.shared.AwsCalls;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/**
 * A key that KMS makes from its own: the code of a fixed text under a KMS key that never leaves KMS. Every process gets the
 * same one, with a single call in its life: asking KMS for each page's code would cost as much as the page itself.
 *
 * <p>Fetched at first use, so that no snapshot of SnapStart holds it.
 */
final class KmsCursorKey implements CursorKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "tapstack loyalty-api cursor, version 1";

    private final KmsClient client;
    private final String keyArn;
    private final AwsCalls calls = new AwsCalls("KMS");
    private SecretKeySpec key;

    KmsCursorKey(KmsClient client, String keyArn) {
        this.client = client;
        this.keyArn = keyArn;
    }

    @Override
    public byte[] code(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    private synchronized SecretKeySpec key() {
        if (key == null) {
            var answer = calls.call(() -> client.generateMac(request -> request.keyId(keyArn)
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                    .message(SdkBytes.fromUtf8String(PURPOSE))));
            key = new SecretKeySpec(answer.mac().asByteArray(), ALGORITHM);
        }
        return key;
    }
}
