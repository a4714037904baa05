package io.tapstack.lambda.loyalty.api;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;

/** KMS with one code for every message, or a failure. */
final class FakeKms implements KmsClient {
    final List<GenerateMacRequest> requests = new ArrayList<>();
    String secret = "what KMS answers";
    RuntimeException failure;

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
}
