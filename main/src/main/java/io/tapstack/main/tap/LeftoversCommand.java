package io.tapstack.main.tap;

import io.tapstack.environments.Context;
import io.tapstack.main.console.Failure;
import io.tapstack.main.console.Table;
import io.tapstack.main.leftovers.Access;
import io.tapstack.main.leftovers.Cleanup;
import io.tapstack.main.leftovers.Copy;
import io.tapstack.main.leftovers.Inventory;
import io.tapstack.main.leftovers.Leftover;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Problems;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tap leftovers}: what a run that was killed left in an account, past what Terraform knows of. */
@Command(
        name = "leftovers",
        description = {
            "Lists what the systems of an environment have in its account under one suffix, by tags and names. After a"
                    + " terraform destroy that is Terraform's state alone; after a deploy that was killed it is the rest.",
            "",
            "--delete deletes it, data included. Never touches another suffix, the foundation, or prod."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed, or something could not be deleted", "64:the command line is wrong"})
final class LeftoversCommand implements Callable<Integer> {
    /** The slowest is a function's network interface, for which the provider waits 45 minutes (aws_lambda_function). */
    private static final int ROUNDS = 180;

    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final Duration PAUSE_LOCALLY = Duration.ofSeconds(1);

    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "<environment>",
            description = "${COMPLETION-CANDIDATES}",
            completionCandidates = Systems.EnvironmentNames.class)
    private String environment;

    @Parameters(index = "1", paramLabel = "<suffix>", description = "for example pr123; exactly this one")
    private String suffix;

    @Option(names = "--delete", description = "delete it")
    private boolean delete;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Option(names = "--json", description = "print the result as one JSON document on standard output")
    private boolean json;

    LeftoversCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Systems.check(Systems.environments(), "environment", environment, spec);
        Environment place = Environment.valueOf(environment.toUpperCase(Locale.ROOT));
        if (place == Environment.PROD) {
            throw new ParameterException(
                    spec.commandLine(), "prod is production: what it has is deleted by hand, see docs/deploy.md");
        }
        if (delete && !yes && !session.console().canAsk()) {
            throw new ParameterException(spec.commandLine(), "there is no terminal to ask at: say --yes");
        }
        try {
            return in(place);
        } catch (InvalidSettings e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    private int in(Environment place) {
        Context context = Context.of(session.project().context().path("tapstack"), Optional.of(suffix));
        Account account = context.account(place);
        Problems.refuse("", new Deployment(Systems.DEFAULT, place, suffix, account, ""));
        try (Access access = new AccountAccess(session).to(place, account)) {
            return run(new Inventory(access, new Copy(place, suffix, account)), place);
        }
    }

    private int run(Inventory inventory, Environment place) {
        List<Leftover> found = inventory.list();
        if (!delete || found.isEmpty()) {
            Map<Leftover, String> left = new LinkedHashMap<>();
            found.forEach(each -> left.put(each, ""));
            return report(new Cleanup.Result(left, Map.of()), ExitCode.OK);
        }
        if (!yes) {
            found.forEach(each -> session.console().say("  " + each.name()));
            if (!session.console().confirm("Delete these " + found.size() + ", with all data?")) {
                throw new Failure("not confirmed: nothing was deleted");
            }
        }
        Duration pause = place == Environment.LOCAL ? PAUSE_LOCALLY : PAUSE;
        Cleanup.Result result = new Cleanup(
                        inventory, () -> session.interrupt().pause(pause), ROUNDS, line -> session.console()
                                .status("leftovers", line))
                .run();
        session.console().endStatus("leftovers");
        return report(result, result.left().isEmpty() ? ExitCode.OK : ExitCode.FAILED);
    }

    private int report(Cleanup.Result result, int code) {
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("environment", environment);
            document.put("suffix", suffix);
            document.put("left", rows(result.left()));
            document.put("deleted", rows(result.deleted()));
            session.console().json(document);
            return code;
        }
        Table table = new Table();
        result.deleted().forEach((resource, note) -> table.row("deleted", resource.name(), note));
        result.left().forEach((resource, reason) -> table.row("left", resource.name(), reason));
        table.lines().forEach(session.console()::result);
        session.console()
                .result(
                        result.left().isEmpty()
                                ? "nothing is left of " + suffix + " in " + environment
                                : result.left().size() + " resources are left of " + suffix + " in " + environment);
        return code;
    }

    private static List<Map<String, String>> rows(Map<Leftover, String> resources) {
        return resources.entrySet().stream()
                .map(each -> Map.of("resource", each.getKey().name(), "reason", each.getValue()))
                .toList();
    }
}
