package io.tapstack.lambda.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a function's environment variables and remembers every problem, so that a wrongly deployed function names all
 * of them in one message instead of failing once per variable.
 *
 * <p>Read all values, then call {@link #check()}: until then a missing value is an empty string. Messages hold names,
 * never values.
 */
public final class Environment {
    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The variables of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /** The value, which must be there and not blank. */
    public String required(String name) {
        return optional(name).orElseGet(() -> refuse(name + " is not set", ""));
    }

    /** The value if it is there and not blank. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** The value, which must match the regular expression. */
    public String matching(String name, String pattern) {
        var value = required(name);
        return value.isEmpty() || value.matches(pattern) ? value : refuse(name + " must match " + pattern, "");
    }

    /** A TCP port, 1..65535. */
    public int port(String name) {
        var value = required(name);
        var port = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
        var allowed = port >= 1 && port <= 65_535;
        return value.isEmpty() || allowed ? port : refuse(name + " must be a port, 1..65535", 0);
    }

    /** A whole number in the range, without leading zeros. */
    public long whole(String name, long least, long most) {
        var value = required(name);
        if (value.isEmpty()) {
            return least;
        }
        var number = value.matches("0|[1-9][0-9]{0,17}") ? Long.parseLong(value) : -1;
        return number >= least && number <= most
                ? number
                : refuse(name + " must be a whole number, " + least + ".." + most, least);
    }

    /** One of the enum's names, in upper case; the default if it is not set. */
    public <T extends Enum<T>> T oneOf(String name, T byDefault) {
        var value = optional(name).orElse(byDefault.name());
        for (T constant : byDefault.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        return refuse(
                name + " must be one of "
                        + List.of(byDefault.getDeclaringClass().getEnumConstants()),
                byDefault);
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalStateException naming every missing or wrong variable
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Environment: " + String.join("; ", problems));
        }
    }

    private <T> T refuse(String problem, T instead) {
        problems.add(problem);
        return instead;
    }
}
