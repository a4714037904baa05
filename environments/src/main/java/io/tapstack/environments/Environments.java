package io.tapstack.environments;

import com.hashicorp.cdktf.App;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.systems.foundation.FoundationStack;
import io.tapstack.modules.systems.payments.PaymentsArtifacts;
import io.tapstack.modules.systems.payments.PaymentsStack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The list of environments, and the stacks that each of them has: {@code <system>-<environment>} (C1, C2). */
public final class Environments {
    private static final List<EnvironmentDefinition> ALL =
            List.of(Dev.definition(), Staging.definition(), Prod.definition(), Local.definition());

    private static final String FOUNDATION = "foundation";
    private static final String PAYMENTS = "payments";

    private Environments() {}

    /** A stack that is not built yet: nothing is built before it is known that nothing is wrong. */
    private record PlannedStack(Deployment deployment, Consumer<App> build) {
        String id() {
            return deployment.stackId();
        }
    }

    /** What the project ships, in the order in which a change moves through the environments. */
    public static List<EnvironmentDefinition> all() {
        return ALL;
    }

    /**
     * Builds every stack that the context asks for.
     *
     * @throws io.tapstack.modules.core.InvalidSettings if context or settings are wrong; names every problem (C4)
     */
    public static void build(App app, Context context) {
        build(app, context, ALL);
    }

    static void build(App app, Context context, List<EnvironmentDefinition> definitions) {
        List<String> known =
                definitions.stream().flatMap(Environments::stackIds).toList();
        List<String> wanted = context.stacks().isEmpty() ? known : context.stacks();
        wanted.forEach(id -> context.problems().oneOf("stacks", id, known));

        List<PlannedStack> planned = new ArrayList<>();
        for (EnvironmentDefinition definition : definitions) {
            if (stackIds(definition).anyMatch(wanted::contains)) {
                planned.addAll(plan(context, definition));
            }
        }
        context.problems().throwIfAny();
        planned.stream().filter(stack -> wanted.contains(stack.id())).forEach(stack -> stack.build.accept(app));
    }

    private static List<PlannedStack> plan(Context context, EnvironmentDefinition definition) {
        Problems problems = context.root();
        problems.check(definition.environment().id(), definition);
        Account account = context.account(definition.environment());
        // The foundation is shared by all copies of an environment, so its suffix is the environment's own id.
        Deployment foundation = new Deployment(
                FOUNDATION, definition.environment(), definition.environment().id(), account, "internal");
        Deployment payments = new Deployment(
                PAYMENTS, definition.environment(), context.suffix(definition.environment()), account, "confidential");
        payments.check(context.problems());
        PaymentsArtifacts artifacts = PaymentsArtifacts.in(context.functions());
        return List.of(
                new PlannedStack(foundation, app -> new FoundationStack(app, foundation, definition.foundation())),
                new PlannedStack(payments, app -> new PaymentsStack(app, payments, definition.payments(), artifacts)));
    }

    private static Stream<String> stackIds(EnvironmentDefinition definition) {
        String environment = definition.environment().id();
        return Stream.of(FOUNDATION + "-" + environment, PAYMENTS + "-" + environment);
    }
}
