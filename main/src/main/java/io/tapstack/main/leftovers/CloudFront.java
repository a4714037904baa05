package io.tapstack.main.leftovers;

import java.util.regex.Pattern;

/** What CloudFront deletes by the tag of the version that was read. */
final class CloudFront {
    static final String PATH = "/2020-05-31/";

    /** The distribution's own, which stands after its price class; behaviours and logs have others. */
    private static final Pattern ENABLED = Pattern.compile("(</PriceClass>\\s*<Enabled>)true(</Enabled>)");

    private CloudFront() {}

    static Answer config(Access access, Leftover distribution) {
        return access.send(
                distribution, Call.rest("cloudfront", "GET", PATH + "distribution/" + distribution.id() + "/config"));
    }

    /** Disabled first, which takes minutes. */
    static Outcome deleteDistribution(Access access, Leftover distribution, Answer seen) {
        String path = PATH + "distribution/" + distribution.id();
        String disabled = ENABLED.matcher(seen.body()).replaceFirst("$1false$2");
        if (!disabled.equals(seen.body())) {
            Answer answer = access.send(
                    distribution,
                    Call.rest("cloudfront", "PUT", path + "/config")
                            .with("If-Match", seen.tag())
                            .with("Content-Type", "text/xml")
                            .with(disabled));
            return answer.ok() ? Outcome.waits("CloudFront disables it at its edges") : Outcome.of(answer);
        }
        Answer answer = access.send(
                distribution, Call.rest("cloudfront", "DELETE", path).with("If-Match", seen.tag()));
        return answer.error().startsWith("DistributionNotDisabled")
                ? Outcome.waits("CloudFront disables it at its edges")
                : Outcome.of(answer);
    }

    static Outcome deleteTagged(Access access, Leftover resource, Answer seen) {
        String path = PATH + resource.name().substring("cloudfront:".length());
        return Outcome.of(
                access.send(resource, Call.rest("cloudfront", "DELETE", path).with("If-Match", seen.tag())));
    }
}
