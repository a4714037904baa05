package io.tapstack.main.tap;

import io.tapstack.main.terraform.TerraformEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Tells when the foundation can be built on: when everything is made but what only waits. The provider looks for the
 * better part of a minute whether a bucket's lifecycle rules stay as they are; nobody depends on them.
 */
final class Readiness implements Consumer<TerraformEvent> {
    private static final String ONLY_WAITS = "aws_s3_bucket_lifecycle_configuration.";

    private final CountDownLatch given = new CountDownLatch(1);
    private final Map<String, String> missing = new HashMap<>();

    @Override
    public synchronized void accept(TerraformEvent event) {
        if (event instanceof TerraformEvent.Planned planned
                && !planned.address().startsWith(ONLY_WAITS)) {
            missing.put(planned.address(), planned.action());
        } else if (event instanceof TerraformEvent.Completed completed && isLast(completed)) {
            give();
        }
    }

    private boolean isLast(TerraformEvent.Completed completed) {
        boolean halfOfReplacement =
                completed.action().equals("delete") && "replace".equals(missing.get(completed.address()));
        return !halfOfReplacement && missing.remove(completed.address()) != null && missing.isEmpty();
    }

    /** Nobody needs to wait any more. */
    void give() {
        given.countDown();
    }

    boolean isGiven() {
        return given.getCount() == 0;
    }

    void await() {
        try {
            given.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the foundation", e);
        }
    }
}
