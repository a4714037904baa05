package io.tapstack.main.leftovers;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets with everything in them. */
final class Buckets {
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
        try {
            for (ListObjectVersionsResponse page :
                    access.s3().listObjectVersionsPaginator(request -> request.bucket(bucket.id()))) {
                List<S3Error> errors = delete(access.s3(), bucket.id(), page);
                if (!errors.isEmpty()) {
                    S3Error first = errors.get(0);
                    return Outcome.refused(first.code() + ": " + first.message() + " (" + errors.size() + " versions, "
                            + first.key() + " among them)");
                }
            }
            access.s3().deleteBucket(request -> request.bucket(bucket.id()));
            return Outcome.accepted();
        } catch (S3Exception e) {
            return e.statusCode() == 404
                    ? Outcome.accepted()
                    : Outcome.refused(e.awsErrorDetails().errorCode() + ": "
                            + e.awsErrorDetails().errorMessage());
        }
    }

    private static List<S3Error> delete(S3Client s3, String bucket, ListObjectVersionsResponse page) {
        List<ObjectIdentifier> versions = Stream.concat(
                        page.versions().stream().map(version -> identifier(version.key(), version.versionId())),
                        page.deleteMarkers().stream().map(marker -> identifier(marker.key(), marker.versionId())))
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
