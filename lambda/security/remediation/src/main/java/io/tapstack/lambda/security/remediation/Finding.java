package io.tapstack.lambda.security.remediation;

import java.util.Optional;

/**
 * That a resource fails a rule, or does not any more.
 *
 * @param event what brought it
 * @param key the same each time this very finding is brought
 * @param rule the Config rule's name or Security Hub control's id
 * @param fix what the rule calls for, if it is one of ours
 * @param text one sentence for people
 * @param failed false where the resource is in order or a person has decided to leave it
 */
record Finding(
        Event event, String key, String rule, Optional<Fix> fix, Resource resource, String text, boolean failed) {
    /**
     * The event it came with.
     *
     * @param id EventBridge's
     */
    record Event(String source, String id) {
        static final Event UNKNOWN = new Event("", "");
    }

    /**
     * The resource that failed.
     *
     * @param type as AWS Config names it where we know it, else as the event does
     * @param kind what it is, if we know how to treat it
     * @param id without the rest of an ARN where we know the kind
     */
    record Resource(String type, Optional<ResourceKind> kind, String id, String account, String region) {
        static final Resource UNKNOWN = new Resource("", Optional.empty(), "", "", "");
    }

    /** What stands for an event that reports nothing. */
    static Finding none(Event event) {
        return new Finding(event, "none", "", Optional.empty(), Resource.UNKNOWN, "", false);
    }

    /** The fix, where it belongs to a resource of this kind. */
    Optional<Fix> applicableFix() {
        return fix.filter(known -> resource.kind().equals(Optional.of(known.kind())));
    }
}
