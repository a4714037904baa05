package io.tapstack.main.tap;

/** What the command tells a script; listed in every help text that a script's author would read. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;

    /** {@code tap plan} only, like Terraform's own {@code -detailed-exitcode}: the plan holds changes. */
    static final int CHANGES = 2;

    /** The command line is wrong; {@code EX_USAGE} of sysexits. */
    static final int USAGE = 64;

    /** Ctrl-C, as shells have it: 128 + SIGINT. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
