package io.tapstack.main.terraform;

import io.tapstack.main.console.Failure;

/**
 * How the stack that makes the state bucket is deployed: its own state cannot be in the bucket before the bucket is.
 * A bootstrap may be killed at any moment; what it left tells how to go on.
 */
public enum BootstrapStep {
    /** No bucket yet: apply with state in a file, going on from one that is there, then move the state in. */
    MAKE_BUCKET,
    /** The bucket is made, its state still in the file: apply with the file, then move the state in. */
    MOVE_STATE,
    /** The state is in the bucket: an ordinary deploy. */
    ORDINARY;

    /**
     * @param bucket of the stack's state
     * @param inBucket the bucket holds the stack's state
     * @param inFile there is a state file of an earlier bootstrap
     * @param location names the bucket in messages
     * @throws Failure if going on would lose or duplicate something
     */
    public static BootstrapStep after(
            StateStore.Bucket bucket, boolean inBucket, boolean inFile, StackFolder.StateLocation location) {
        return switch (bucket) {
            case ABSENT -> MAKE_BUCKET;
            case FORBIDDEN ->
                throw new Failure(
                        "state bucket " + location.bucket() + " exists but may not be used with these credentials",
                        "If it is somebody else's, choose another stateBucket in cdktf.json; bucket names are"
                                + " shared by all of AWS.");
            case ELSEWHERE ->
                throw new Failure(
                        "state bucket " + location.bucket() + " is not in region " + location.region(),
                        "Correct region or stateBucket in cdktf.json.");
            case OURS -> {
                if (inBucket) {
                    yield ORDINARY;
                }
                if (inFile) {
                    yield MOVE_STATE;
                }
                throw new Failure(
                        "state bucket " + location.bucket() + " exists but holds no " + location.key()
                                + ": making it again would fail",
                        "If an earlier bootstrap was made from another checkout, its state file is in the"
                                + " bootstrap folder there: copy it here.",
                        "If the bucket serves something else, choose another stateBucket in cdktf.json.");
            }
        };
    }
}
