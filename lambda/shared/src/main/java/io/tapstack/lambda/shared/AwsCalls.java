package io.tapstack.lambda.shared;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Calls an AWS service, telling "not now" (worth another try by the client) from a mistake of ours. */
public final class AwsCalls {
    private final String service;

    /** @param service its name in the logs */
    public AwsCalls(String service) {
        this.service = service;
    }

    /**
     * Calls it.
     *
     * @throws UnavailableException where it throttles, fails on its side or cannot be reached
     */
    public <T> T call(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (AwsServiceException e) {
            if (e.isThrottlingException() || e.statusCode() >= 500) {
                throw new UnavailableException(service, e);
            }
            throw e;
        } catch (SdkClientException e) {
            throw new UnavailableException(service, e);
        }
    }
}
