package io.tapstack.lambda.security.remediation;

import java.util.Map;

/** How one kind of fix is done: by what the resource is like, whatever the event says. Where a call fails, it throws. */
interface Remedy {
    /**
     * The resource's tags.
     *
     * @throws ResourceGoneException where there is none
     */
    Map<String, String> tags(Finding.Resource resource);

    /**
     * What is wrong with the resource, and what would change that; changes nothing itself.
     *
     * @throws ResourceGoneException where there is none
     */
    Diagnosis diagnose(Finding.Resource resource);
}
