package io.tapstack.main.it;

import java.util.function.Consumer;

/** A role of a system in the local environment, and calls that it may make or not. */
record LocalRole(String system, String purpose) {
    String name() {
        return "local-" + system + "-" + purpose + "-local";
    }

    RoleCall may(String action, String on, String resource, Consumer<EmulatedAccount> call) {
        return new RoleCall(this, action, on, resource, true, call);
    }

    RoleCall mayNot(String action, String on, String resource, Consumer<EmulatedAccount> call) {
        return new RoleCall(this, action, on, resource, false, call);
    }

    /** The function whose role it is, if it is one's. */
    String function() {
        return system + "-local-" + purpose;
    }
}
