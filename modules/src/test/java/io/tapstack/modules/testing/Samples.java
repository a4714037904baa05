package io.tapstack.modules.testing;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Domain;
import io.tapstack.modules.core.Environment;
import java.util.Optional;

/** Values that tests of constructs start from. */
public final class Samples {
    public static final Account ACCOUNT = new Account(
            "123456789012",
            "eu-central-1",
            "tapstack-dev-state",
            "platform",
            "cc-1",
            Optional.of("alerts@example.com"),
            Optional.of("loyalty@example.com"),
            Optional.of(new Domain("pay.example.com", "Z0123456789ABC", Optional.empty())));

    public static final Deployment DEPLOYMENT =
            new Deployment("payments", Environment.DEV, "pr123", ACCOUNT, "confidential");

    private Samples() {}
}
