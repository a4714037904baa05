package io.tapstack.main.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where in the code something went wrong: for the author, not for the person at the terminal. */
public final class StackTrace {
    /** Set to anything, it shows what is kept from the terminal otherwise. */
    public static final String VARIABLE = "TAPSTACK_TRACE";

    /** A frame as Java and Node print it, and Java's count of those left out. */
    private static final Predicate<String> FRAME =
            Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ (more|common))").asPredicate();

    private StackTrace() {}

    /** What a program said without the frames in it. */
    public static String without(String said) {
        return said.lines().filter(FRAME.negate()).collect(Collectors.joining("\n"));
    }

    /** Keeps a problem's trace in a file, and says in one line where it is. */
    public static String keep(Throwable problem, Path file) {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace, true));
        return keep(trace.toString(), file);
    }

    /** Keeps all of what was said in a file, and says in one line where it is. */
    public static String keep(String said, Path file) {
        try {
            Files.createDirectories(file.getParent());
            return "all of it is in " + Files.writeString(file, said);
        } catch (IOException unwritable) {
            return VARIABLE + "=1 shows all of it";
        }
    }
}
