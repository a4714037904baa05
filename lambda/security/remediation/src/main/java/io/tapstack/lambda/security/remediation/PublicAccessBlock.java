package io.tapstack.lambda.security.remediation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** Switches on all four settings of a bucket's public access block. */
record PublicAccessBlock(Buckets buckets) implements Remedy {
    private static final PublicAccessBlockConfiguration NONE =
            PublicAccessBlockConfiguration.builder().build();

    @Override
    public Map<String, String> tags(Finding.Resource bucket) {
        return buckets.tags(bucket);
    }

    @Override
    public Diagnosis diagnose(Finding.Resource bucket) {
        var found = buckets.publicAccessBlock(bucket).orElse(NONE);
        var settings = new LinkedHashMap<String, Boolean>();
        settings.put("BlockPublicAcls", found.blockPublicAcls());
        settings.put("IgnorePublicAcls", found.ignorePublicAcls());
        settings.put("BlockPublicPolicy", found.blockPublicPolicy());
        settings.put("RestrictPublicBuckets", found.restrictPublicBuckets());
        var off = settings.keySet().stream()
                .filter(setting -> !Boolean.TRUE.equals(settings.get(setting)))
                .collect(Collectors.joining(", "));
        return off.isEmpty()
                ? Diagnosis.inOrder()
                : Diagnosis.curable("off: " + off, () -> buckets.blockPublicAccess(bucket));
    }
}
