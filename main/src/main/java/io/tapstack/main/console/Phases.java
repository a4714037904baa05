package io.tapstack.main.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The parts of a long command and how long each took; shared by threads. */
public final class Phases {
    private final Console console;
    private final long begin = System.nanoTime();
    private final List<Phase> done = new ArrayList<>();

    /** @param seconds to one decimal place */
    public record Phase(String name, double seconds) {}

    public Phases(Console console) {
        this.console = console;
    }

    /** Runs a part of the work and says when it is done; a part that fails leaves no entry. */
    public <T> T run(String name, Supplier<T> work) {
        console.say(name + " …");
        long start = System.nanoTime();
        T result = work.get();
        Phase phase = new Phase(name, seconds(System.nanoTime() - start));
        synchronized (done) {
            done.add(phase);
        }
        console.say(String.format(Locale.ROOT, "%s: done in %.1f s", name, phase.seconds));
        return result;
    }

    public void run(String name, Runnable work) {
        run(name, () -> {
            work.run();
            return name;
        });
    }

    public List<Phase> done() {
        synchronized (done) {
            return List.copyOf(done);
        }
    }

    public double elapsedSeconds() {
        return seconds(System.nanoTime() - begin);
    }

    /** {@code 7 s}, {@code 2 min 05 s}. */
    public static String words(Duration time) {
        return time.toMinutes() == 0
                ? time.toSeconds() + " s"
                : String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
    }

    private static double seconds(long nanos) {
        return Math.round(nanos / 1e8) / 10.0;
    }
}
