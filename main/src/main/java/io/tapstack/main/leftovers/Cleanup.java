package io.tapstack.main.leftovers;

import io.tapstack.main.leftovers.Inventory.Found;
import io.tapstack.main.leftovers.Outcome.State;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Deletes what is left, round after round, as one resource keeps another: until nothing is left, nothing moves, or
 * patience ends.
 *
 * @param pause between two rounds
 * @param rounds in which nothing disappears, at most
 */
public record Cleanup(Inventory inventory, Runnable pause, int rounds, Consumer<String> progress) {
    /** By the resource: why it is still there, or what AWS still shows of what was deleted. */
    public record Result(Map<Leftover, String> left, Map<Leftover, String> deleted) {}

    public Result run() {
        Map<Leftover, String> deleted = new LinkedHashMap<>();
        Map<Leftover, String> left = new LinkedHashMap<>();
        Set<Leftover> before = new HashSet<>();
        int still = 0;
        while (true) {
            List<Found> found = inventory.find();
            Set<Leftover> now =
                    new HashSet<>(found.stream().map(Found::resource).toList());
            still = now.equals(before) ? still + 1 : 0;
            before = now;
            left.clear();
            if (found.isEmpty() || still > rounds) {
                found.forEach(each -> left.put(each.resource(), "still there after " + rounds + " rounds"));
                return result(left, deleted);
            }
            progress.accept(found.size() + " left");
            boolean onlyStates = now.stream().allMatch(Kinds::isState);
            boolean worthwhile = false;
            for (Found each : found) {
                Outcome outcome = Kinds.isState(each.resource()) && !onlyStates
                        ? Outcome.refused("kept as long as anything else is left")
                        : delete(each);
                boolean first = outcome.state() == State.ACCEPTED
                        && deleted.putIfAbsent(each.resource(), outcome.reason()) == null;
                worthwhile |= first || outcome.state() == State.WAITS || deleted.containsKey(each.resource());
                left.put(each.resource(), outcome.reason());
            }
            if (!worthwhile) {
                return result(left, deleted);
            }
            pause.run();
        }
    }

    private Outcome delete(Found found) {
        return found.seen().ok()
                ? found.resource().kind().deletion().of(inventory.access(), found.resource(), found.seen())
                : Outcome.refused(found.seen().error());
    }

    private static Result result(Map<Leftover, String> left, Map<Leftover, String> deleted) {
        deleted.keySet().removeAll(left.keySet());
        return new Result(left, deleted);
    }
}
