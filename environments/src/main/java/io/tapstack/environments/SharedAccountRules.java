package io.tapstack.environments;

import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Singleton;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps environments of one account apart (C2). Alarms, topics and rules of an equal name are taken over silently, since
 * AWS creates and changes them by the same call; and a stack that deletes a thing that the account has once deletes it for
 * all. The local environment is in no account of AWS.
 */
final class SharedAccountRules {
    /** IAM and S3 have these once in an account, whatever the region. */
    private static final Set<String> IN_EVERY_REGION = Set.of(
            "security.account.s3PublicAccessBlock",
            "security.account.passwordPolicy",
            "security.watch.recorder.serviceRole");

    private SharedAccountRules() {}

    /** @param all in the order in which they are deployed: the first one makes what an account has once */
    static void check(Context context, EnvironmentDefinition definition, List<EnvironmentDefinition> all) {
        Environment environment = definition.environment();
        if (environment == Environment.LOCAL) {
            return;
        }
        suffix(context, environment);
        all.stream()
                .map(EnvironmentDefinition::environment)
                .takeWhile(earlier -> earlier != environment)
                .filter(earlier -> context.share(environment, earlier, "accountId"))
                .forEach(earlier -> isMeant(context, environment, earlier));
        Map<String, Singleton> own = singletons("", definition);
        for (EnvironmentDefinition earlier : all.subList(0, all.indexOf(definition))) {
            boolean sameRegion = context.share(environment, earlier.environment(), "accountId", "region");
            boolean sameAccount = context.share(environment, earlier.environment(), "accountId");
            Map<String, Singleton> theirs = singletons("", earlier);
            own.forEach((path, singleton) -> context.root()
                    .at(environment.id())
                    .require(
                            !(sameRegion || (sameAccount && IN_EVERY_REGION.contains(path)))
                                    || !singleton.isCreated()
                                    || !theirs.get(path).isCreated(),
                            path,
                            singleton,
                            "EXISTS_IN_ACCOUNT, since " + earlier.environment().id()
                                    + " makes it in the same account"));
        }
    }

    /** An account is what keeps environments apart on AWS; within one, names and tags are all there is. */
    private static void isMeant(Context context, Environment environment, Environment earlier) {
        context.problems()
                .at("environments")
                .at(environment.id())
                .require(
                        context.sharedAccount().containsAll(List.of(environment.id(), earlier.id())),
                        "accountId",
                        context.account(environment).id(),
                        "another account than " + earlier.id()
                                + "'s, or context.tapstack.sharedAccount must name both: \"" + earlier.id() + ","
                                + environment.id() + '"');
    }

    private static void suffix(Context context, Environment environment) {
        String suffix = context.suffix(environment);
        Problems problems = context.problems();
        List<String> others = Stream.of(Environment.values())
                .filter(other -> other != environment)
                .map(Environment::id)
                .toList();
        problems.require(
                !others.contains(suffix),
                "suffix",
                suffix,
                "none of " + String.join(", ", others) + " in " + environment.id() + ": another environment's id");
        String neighbours = Stream.of(Environment.values())
                .filter(other -> other != environment && other != Environment.LOCAL)
                .filter(other -> context.share(environment, other, "accountId"))
                .map(Environment::id)
                .collect(Collectors.joining(" and "));
        problems.require(
                neighbours.isEmpty() || suffix.equals(environment.id()) || suffix.startsWith(environment.id() + "-"),
                "suffix",
                suffix,
                environment.id() + " or " + environment.id() + "-… in " + environment.id() + ", whose account "
                        + neighbours + " shares");
    }

    /** By their paths below the environment. */
    private static Map<String, Singleton> singletons(String path, Record settings) {
        Map<String, Singleton> found = new TreeMap<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
            Object value = read(component, settings);
            if (value instanceof Singleton singleton) {
                found.put(name, singleton);
            } else if (value instanceof Record nested) {
                found.putAll(singletons(name, nested));
            }
        }
        return found;
    }

    private static Object read(RecordComponent component, Record settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot read " + component, e);
        }
    }
}
