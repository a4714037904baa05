package io.tapstack.main.leftovers;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type of resource.
 *
 * @param name of one, see {@link Leftover#name}; the group, or else the whole ARN, is what the service's calls name it by
 * @param look sees one
 * @param there whether the answer shows it: AWS lists for a while what it deleted
 */
record Kind(Pattern name, BiFunction<Access, Leftover, Answer> look, There there, Deletion deletion) {
    /** Whether an answer shows a resource that is not deleted. */
    interface There {
        boolean in(Leftover resource, Answer answer);
    }

    /** Requests to delete a resource, of which {@code seen} says how it is. */
    interface Deletion {
        Outcome of(Access access, Leftover resource, Answer seen);
    }

    /** Whole, in JSON or in XML. */
    private static final There NAMED = (resource, answer) -> answer.ok()
            && (answer.body().contains(resource.id() + '"') || answer.body().contains(resource.id() + '<'));

    private static final There ANSWERED = (resource, answer) -> answer.ok();

    static Kind json(String name, String service, String look, String delete, String member) {
        return new Kind(
                Pattern.compile(name),
                (access, one) -> access.send(one, Call.json(service, look, Map.of(member, one.id()))),
                NAMED,
                (access, one, seen) ->
                        Outcome.of(access.send(one, Call.json(service, delete, Map.of(member, one.id())))));
    }

    /**
     * @param list member of the call that looks
     * @param member of the call that deletes
     * @param more members of it, and their values
     */
    static Kind query(
            String name, String service, String look, String list, String delete, String member, String... more) {
        return new Kind(
                Pattern.compile(name),
                (access, one) -> access.send(one, Call.query(service, look, Map.of(list, one.id()))),
                NAMED,
                (access, one, seen) -> {
                    Map<String, String> members = new TreeMap<>(Map.of(member, one.id()));
                    for (int i = 0; i < more.length; i += 2) {
                        members.put(more[i], more[i + 1]);
                    }
                    return Outcome.of(access.send(one, Call.query(service, delete, members)));
                });
    }

    /** @param path in front of the id; what GET returns need not name it */
    static Kind rest(String name, String service, String path) {
        return new Kind(
                Pattern.compile(name),
                (access, one) -> access.send(one, Call.rest(service, "GET", path + Call.encode(one.id()))),
                ANSWERED,
                (access, one, seen) ->
                        Outcome.of(access.send(one, Call.rest(service, "DELETE", path + Call.encode(one.id())))));
    }

    Kind seenBy(BiFunction<Access, Leftover, Answer> other) {
        return new Kind(name, other, ANSWERED, deletion);
    }

    Kind deletedBy(Deletion other) {
        return new Kind(name, look, there, other);
    }

    /** @param pattern of an answer that says that it is deleted already */
    Kind goneWith(String pattern) {
        Pattern gone = Pattern.compile(pattern);
        return new Kind(
                name,
                look,
                (one, answer) ->
                        there.in(one, answer) && !gone.matcher(answer.body()).find(),
                deletion);
    }

    String id(Leftover resource) {
        Matcher matcher = name.matcher(resource.name());
        return matcher.matches() && matcher.groupCount() > 0 ? matcher.group(1) : resource.arn();
    }
}
