package io.tapstack.main.it;

import java.util.List;
import java.util.stream.Stream;

/** A program and its arguments as one list. */
final class Commands {
    private Commands() {}

    static List<String> of(String program, String... arguments) {
        return Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
    }
}
