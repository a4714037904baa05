package io.tapstack.main.account;

/** AWS denied a call, so that nothing is known of what it would have answered. */
public final class MissingPermission extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String action;

    MissingPermission(String action) {
        super("denied: " + action);
        this.action = action;
    }

    /** As policies name it: {@code ec2:DescribeVpcs}. */
    public String action() {
        return action;
    }
}
