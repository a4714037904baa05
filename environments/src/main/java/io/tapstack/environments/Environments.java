package io.tapstack.environments;

import com.hashicorp.cdktf.App;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Region;
import io.tapstack.modules.systems.foundation.DeployerAccess;
import io.tapstack.modules.systems.foundation.FoundationStack;
import io.tapstack.modules.systems.loyalty.LoyaltyArtifacts;
import io.tapstack.modules.systems.loyalty.LoyaltyStack;
import io.tapstack.modules.systems.payments.PaymentsArtifacts;
import io.tapstack.modules.systems.payments.PaymentsStack;
import io.tapstack.modules.systems.portal.PortalArtifacts;
import io.tapstack.modules.systems.portal.PortalStack;
import io.tapstack.modules.systems.security.SecurityArtifacts;
import io.tapstack.modules.systems.security.SecurityStack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The list of environments, and the stacks that each of them has: {@code <system>-<environment>} (C1, C2). */
public final class Environments {
    private static final List<EnvironmentDefinition> ALL =
            List.of(Dev.definition(), Staging.definition(), Prod.definition(), Local.definition());

    private static final String FOUNDATION = "foundation";
    private static final String SECURITY = "security";
    private static final String PAYMENTS = "payments";
    private static final String LOYALTY = "loyalty";
    private static final String PORTAL = "portal";

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

    /** What each environment has a stack of, in the order in which they are deployed. */
    public static List<String> systems() {
        return List.of(FOUNDATION, SECURITY, PAYMENTS, LOYALTY, PORTAL);
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
        for (EnvironmentDefinition shipped : definitions) {
            EnvironmentDefinition definition =
                    context.zones(shipped.environment()).map(shipped::in).orElse(shipped);
            if (stackIds(definition).anyMatch(wanted::contains)) {
                SharedAccountRules.check(context, shipped, definitions);
                planned.addAll(plan(context, definition, wanted));
            }
        }
        context.problems().throwIfAny();
        planned.stream().filter(stack -> wanted.contains(stack.id())).forEach(stack -> stack.build.accept(app));
    }

    private static List<PlannedStack> plan(Context context, EnvironmentDefinition definition, List<String> wanted) {
        Problems problems = context.root();
        problems.check(definition.environment().id(), definition);
        Account account = context.account(definition.environment());
        // The foundation is shared by all copies of an environment, so its suffix is the environment's own id.
        Deployment foundation = new Deployment(
                FOUNDATION, definition.environment(), definition.environment().id(), account, "internal");
        Function<String, Deployment> system = id -> new Deployment(
                id, definition.environment(), context.suffix(definition.environment()), account, "confidential");
        Deployment security = system.apply(SECURITY);
        Deployment payments = system.apply(PAYMENTS);
        Deployment loyalty = system.apply(LOYALTY);
        Deployment portal = system.apply(PORTAL);
        payments.check(context.problems());
        DeployerAccess access = access(context, definition.environment());
        PlaceRules.check(context, account, definition);
        if (wanted.contains(loyalty.stackId())) {
            canSendEmail(context, account, definition.environment());
        }
        if (wanted.contains(portal.stackId()) && definition.environment() == Environment.PROD) {
            hasDomain(context, account, definition.environment());
        }
        String functions = context.functions();
        return List.of(
                new PlannedStack(
                        foundation, app -> new FoundationStack(app, foundation, definition.foundation(), access)),
                new PlannedStack(
                        security,
                        app -> new SecurityStack(
                                app, security, definition.security(), SecurityArtifacts.in(functions))),
                new PlannedStack(
                        payments,
                        app -> new PaymentsStack(
                                app, payments, definition.payments(), PaymentsArtifacts.in(functions))),
                new PlannedStack(
                        loyalty,
                        app -> new LoyaltyStack(app, loyalty, definition.loyalty(), LoyaltyArtifacts.in(functions))),
                new PlannedStack(
                        portal,
                        app -> new PortalStack(app, portal, definition.portal(), PortalArtifacts.in(functions))));
    }

    /** In an account of AWS, whatever role may assume any other would deploy if the context did not say which. */
    private static DeployerAccess access(Context context, Environment environment) {
        Problems here = context.problems().at("environments").at(environment.id());
        DeployerAccess access = context.access(environment);
        access.check(here);
        here.require(
                environment == Environment.LOCAL || !access.principals().isEmpty(),
                "deployers",
                "none",
                "set to the roles and users that deploy: role/…, user/…");
        return access;
    }

    /** Loyalty writes to its members: from a name in the domain, or from an address (L5). */
    private static void canSendEmail(Context context, Account account, Environment environment) {
        context.problems()
                .at("environments")
                .at(environment.id())
                .require(
                        account.domain().isPresent() || account.senderEmail().isPresent(),
                        "senderEmail",
                        "none",
                        "set where there is no domain: loyalty sends e-mails");
        context.problems()
                .at("environments")
                .at(environment.id())
                .require(
                        Region.of(account.region()).isEmpty()
                                || Region.withEmail().contains(account.region()),
                        "region",
                        account.region(),
                        "one with Amazon SES, since loyalty sends e-mails: one of "
                                + String.join(", ", Region.withEmail()));
    }

    /** Without a name there is no certificate, and CloudFront goes to the load balancer without TLS (B4, B5). */
    private static void hasDomain(Context context, Account account, Environment environment) {
        context.problems()
                .at("environments")
                .at(environment.id())
                .require(
                        account.domain().isPresent(),
                        "domain",
                        "none",
                        "set in production: the portal is reached over TLS all the way");
    }

    private static Stream<String> stackIds(EnvironmentDefinition definition) {
        String environment = definition.environment().id();
        return systems().stream().map(system -> system + "-" + environment);
    }
}
