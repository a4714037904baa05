package io.tapstack.main.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/** Why a command cannot go on, in words for the person at the terminal: no stack trace is shown for it. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> advice;

    /**
     * @param message what is wrong, with the path or value that is
     * @param advice what to do about it, one sentence a line
     */
    public Failure(String message, String... advice) {
        super(message);
        this.advice = List.of(advice);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
        this.advice = List.of();
    }

    public Failure(String message, String advice, Throwable cause) {
        super(message, cause);
        this.advice = List.of(advice);
    }

    /** {@code what} and the reason, which Java's exceptions about files have in their type only. */
    public static Failure of(String what, IOException cause) {
        return new Failure(what + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied" + on(denied);
        }
        if (cause instanceof NoSuchFileException absent) {
            return "no such file or folder" + on(absent);
        }
        if (cause instanceof FileAlreadyExistsException other) {
            return "something else is there" + on(other);
        }
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }

    private static String on(FileSystemException cause) {
        return cause.getFile() == null ? "" : " (" + cause.getFile() + ")";
    }

    public List<String> advice() {
        return advice;
    }
}
