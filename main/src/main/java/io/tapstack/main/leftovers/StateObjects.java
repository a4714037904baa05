package io.tapstack.main.leftovers;

import io.tapstack.main.terraform.StackFolder.StateLocation;
import io.tapstack.main.terraform.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The states of a copy's stacks and the locks that a killed Terraform held. Foundation's bucket stays. */
final class StateObjects {
    private static final String LOCK = ".tflock";

    private StateObjects() {}

    /** Of all that may exist. */
    static List<String> arns(Copy copy) {
        return copy.stateKeys().stream()
                .flatMap(key -> Stream.of(key, key + LOCK))
                .map(key -> "arn:aws:s3:::" + copy.account().stateBucket() + "/" + key)
                .toList();
    }

    /** Security Hub, which an account has once and which bears no tags, by the state of the stack that enabled it. */
    static List<String> hub(Access access, Copy copy) {
        StateStore store = new StateStore(access.s3());
        List<String> arns = new ArrayList<>();
        for (String key : copy.stateKeys()) {
            StateLocation location = new StateLocation(copy.account().stateBucket(), key, access.region());
            boolean enabled = store.read(location)
                    .map(state -> !state.ofType("aws_securityhub_account").isEmpty())
                    .orElse(false);
            if (enabled) {
                arns.add(copy.account().arn("securityhub", "hub/default"));
            }
        }
        return arns;
    }

    static Answer see(Access access, Leftover object) {
        try {
            access.s3().headObject(request -> request.bucket(bucket(object)).key(key(object)));
            return new Answer(200, object.id(), "");
        } catch (S3Exception e) {
            return new Answer(e.statusCode(), e.getMessage(), "");
        }
    }

    static Outcome delete(Access access, Leftover object, Answer seen) {
        return Buckets.empty(access, bucket(object), key(object));
    }

    private static String bucket(Leftover object) {
        return object.id().substring(0, object.id().indexOf('/'));
    }

    private static String key(Leftover object) {
        return object.id().substring(object.id().indexOf('/') + 1);
    }
}
