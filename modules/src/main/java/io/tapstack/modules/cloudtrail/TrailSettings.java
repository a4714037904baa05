package io.tapstack.modules.cloudtrail;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Settings;
import java.util.List;

/**
 * @param logs how long CloudWatch keeps the trail's events, beside the bucket; audit data (C8)
 * @param objectEvents buckets of whose objects every call is recorded too
 */
public record TrailSettings(Retention logs, List<AuditBuckets> objectEvents) implements Settings {
    public TrailSettings {
        objectEvents = List.copyOf(objectEvents);
    }

    @Override
    public void check(Problems problems) {
        problems.check("logs", logs);
        objectEvents.forEach(buckets -> problems.check("objectEvents", buckets));
    }
}
