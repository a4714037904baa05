package io.tapstack.main.leftovers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets with everything in them. */
final class Buckets {
    private static final String ALL = "";

    private Buckets() {}

    static Answer see(Access access, Leftover bucket) {
        try {
            access.s3().headBucket(request -> request.bucket(bucket.id()));
            return new Answer(200, bucket.id(), "");
        } catch (S3Exception e) {
            return new Answer(e.statusCode(), e.getMessage(), "");
        }
    }

    /** All versions and delete markers, then the bucket. Object Lock in COMPLIANCE mode keeps a version from everyone. */
    static Outcome delete(Access access, Leftover bucket, Answer seen) {
        Outcome emptied = empty(access, bucket.id(), ALL);
        return emptied.state() == Outcome.State.ACCEPTED
                ? tried(() -> access.s3().deleteBucket(request -> request.bucket(bucket.id())))
                : emptied;
    }

    /** @param key the one object that goes; {@link #ALL} */
    static Outcome empty(Access access, String bucket, String key) {
        List<S3Error> errors = new ArrayList<>();
        Outcome outcome = tried(() -> access.s3()
                .listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(key))
                .forEach(page -> errors.addAll(delete(access.s3(), bucket, key, page))));
        if (errors.isEmpty()) {
            return outcome;
        }
        S3Error first = errors.get(0);
        return Outcome.refused(first.code() + ": " + first.message() + " (" + errors.size() + " versions, "
                + first.key() + " among them)");
    }

    private static Outcome tried(Runnable calls) {
        try {
            calls.run();
            return Outcome.accepted();
        } catch (S3Exception e) {
            return e.statusCode() == 404
                    ? Outcome.accepted()
                    : Outcome.refused(e.awsErrorDetails().errorCode() + ": "
                            + e.awsErrorDetails().errorMessage());
        }
    }

    private static List<S3Error> delete(S3Client s3, String bucket, String key, ListObjectVersionsResponse page) {
        List<ObjectIdentifier> versions = Stream.concat(
                        page.versions().stream().map(version -> identifier(version.key(), version.versionId())),
                        page.deleteMarkers().stream().map(marker -> identifier(marker.key(), marker.versionId())))
                .filter(version -> key.equals(ALL) || version.key().equals(key))
                .toList();
        return versions.isEmpty()
                ? List.of()
                : s3.deleteObjects(request -> request.bucket(bucket)
                                .delete(delete -> delete.objects(versions).quiet(true)))
                        .errors();
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
