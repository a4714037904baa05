package io.tapstack.main.build;

/** A change that only Maven can build; the message says why. */
final class NotPatchable extends Exception {
    private static final long serialVersionUID = 1L;

    NotPatchable(String reason) {
        super(reason);
    }
}
