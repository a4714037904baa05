package io.tapstack.modules.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Collects what is wrong with a tree of settings, each problem with its path. */
public final class Problems {
    private final String path;
    private final List<Problem> found;

    private Problems(String path, List<Problem> found) {
        this.path = path;
        this.found = found;
    }

    /** An empty collection whose paths start with {@code root}. */
    public static Problems in(String root) {
        return new Problems(root, new ArrayList<>());
    }

    /** Throws {@link InvalidSettings} if {@code settings}, known to the reader as {@code root}, is not valid. */
    public static void refuse(String root, Settings settings) {
        Problems problems = in(root);
        settings.check(problems);
        problems.throwIfAny();
    }

    /** The same collection, one level down. */
    public Problems at(String child) {
        return new Problems(pathOf(child), found);
    }

    /** Checks a nested settings value under the name of its component. */
    public void check(String child, Settings settings) {
        settings.check(at(child));
    }

    /** Checks an optional nested settings value, if it is there. */
    public void check(String child, Optional<? extends Settings> settings) {
        settings.ifPresent(present -> check(child, present));
    }

    /**
     * Reports {@code got} unless {@code ok}; {@code allowed} ends the sentence "must be …". An empty {@code child} is
     * the value at this path itself.
     */
    public void require(boolean ok, String child, Object got, String allowed) {
        Problem problem = new Problem(pathOf(child), allowed, String.valueOf(got));
        if (!ok && !found.contains(problem)) { // a value that several stacks share is checked for each
            found.add(problem);
        }
    }

    public void range(String child, long got, long least, long most) {
        require(least <= got && got <= most, child, got, least + ".." + most);
    }

    /** Both bounds are inclusive; durations read as ISO 8601 ({@code PT30S}). */
    public void range(String child, Duration got, Duration least, Duration most) {
        require(got.compareTo(least) >= 0 && got.compareTo(most) <= 0, child, got, least + ".." + most);
    }

    public void oneOf(String child, Object got, Collection<?> allowed) {
        require(
                allowed.contains(got),
                child,
                got,
                allowed.stream().map(Objects::toString).collect(Collectors.joining(", ", "one of ", "")));
    }

    /** {@code allowed} says in words what {@code pattern} says in symbols. */
    public void matches(String child, String got, Pattern pattern, String allowed) {
        require(got != null && pattern.matcher(got).matches(), child, got == null ? null : '"' + got + '"', allowed);
    }

    public List<Problem> found() {
        return List.copyOf(found);
    }

    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidSettings(found);
        }
    }

    private String pathOf(String child) {
        return path.isEmpty() || child.isEmpty() ? path + child : path + "." + child;
    }
}
