package io.tapstack.main.terraform;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The S3 side of a stack's state: is there a bucket, is there a state. */
public final class StateStore {
    private static final int MOVED = 301;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final S3Client s3;

    /** What is known of a bucket's name. */
    public enum Bucket {
        OURS,
        ABSENT,
        /** It exists and we may not look into it: somebody else's, or a lack of rights. */
        FORBIDDEN,
        /** It is ours or not, but in another region. */
        ELSEWHERE
    }

    public StateStore(S3Client s3) {
        this.s3 = s3;
    }

    public Bucket bucket(String name) {
        try {
            s3.headBucket(request -> request.bucket(name));
            return Bucket.OURS;
        } catch (S3Exception e) {
            return switch (e.statusCode()) {
                case NOT_FOUND -> Bucket.ABSENT;
                case FORBIDDEN -> Bucket.FORBIDDEN;
                case MOVED -> Bucket.ELSEWHERE;
                default -> throw unreachable(name, e);
            };
        } catch (SdkClientException e) {
            throw unreachable(name, e);
        }
    }

    /** Changes whenever the state does; nothing while there is no state. */
    public Optional<String> stateTag(StackFolder.StateLocation state) {
        try {
            return Optional.of(
                    s3.headObject(request -> request.bucket(state.bucket()).key(state.key()))
                            .eTag());
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw unreachable(state.bucket(), e);
        } catch (SdkClientException e) {
            throw unreachable(state.bucket(), e);
        }
    }

    /** What the state says; nothing while there is no state. */
    public Optional<StackState> read(StackFolder.StateLocation state) {
        try {
            byte[] document = s3.getObjectAsBytes(
                            request -> request.bucket(state.bucket()).key(state.key()))
                    .asByteArrayUnsafe();
            return Optional.of(StackState.of(new ObjectMapper().readTree(document)));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw unreachable(state.bucket(), e);
        } catch (SdkClientException e) {
            throw unreachable(state.bucket(), e);
        } catch (IOException e) {
            throw new Failure("state " + state.key() + " in bucket " + state.bucket() + " is not JSON", e);
        }
    }

    private static Failure unreachable(String bucket, Exception cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("Unable to load credentials")) {
            return AwsProfiles.noCredentials("look for state bucket " + bucket + " with");
        }
        return new Failure("cannot look for state bucket " + bucket + ": " + message, cause);
    }
}
