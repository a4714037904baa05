package io.tapstack.environments;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Domain;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.systems.foundation.DeployerAccess;
import io.tapstack.modules.systems.foundation.Tenancy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code cdktf.json} says under {@code context.tapstack}: the facts about accounts (C3), and what of the whole to
 * synthesize. Read once; every problem is reported with its path, none stops the search for others.
 *
 * <pre>{@code
 * "tapstack": {
 *   "suffix": "pr123",                    optional: a copy beside the others (C2)
 *   "stacks": "payments-dev,payments-prod", optional: only these
 *   "functions": "../../../lambda",       optional: where Terraform finds the function artifacts
 *   "sharedAccount": "dev,staging",        optional: environments that are meant to be in one account
 *   "sandbox": "dev",                     optional: the environment in whose account tests may create and delete everything
 *   "environments": { "dev": { "accountId": "…", "region": "…", "stateBucket": "…", "owner": "…", "costCenter": "…",
 *                              "zones": "a,c,d", "deployers": "role/…,user/…",
 *                              "alertEmail": "…", "senderEmail": "…", "domain": { "name": "…", "hostedZoneId": "…" } } }
 * }
 * }</pre>
 */
public final class Context {
    private static final String ROOT = "context.tapstack";
    private static final Set<String> KEYS =
            Set.of("suffix", "stacks", "functions", "sharedAccount", "sandbox", "environments");
    private static final Set<String> ACCOUNT_KEYS = Set.of(
            "accountId",
            "region",
            "zones",
            "deployers",
            "stateBucket",
            "owner",
            "costCenter",
            "alertEmail",
            "senderEmail",
            "domain");
    private static final List<String> SANDBOXES =
            List.of(Environment.DEV.id(), Environment.STAGING.id(), Environment.LOCAL.id());
    private static final Set<String> DOMAIN_KEYS = Set.of("name", "hostedZoneId", "certificateArn");

    /** Seen from a stack's folder, {@code cdktf.out/stacks/<stack>}, where Terraform runs. */
    private static final String FUNCTIONS = "../../../lambda";

    private final JsonNode node;
    private final Optional<String> suffix;
    private final Problems root = Problems.in("");
    private final Problems problems = root.at(ROOT);

    private Context(JsonNode node, Optional<String> suffix) {
        this.node = node;
        this.suffix = suffix;
    }

    /**
     * Reads the object under {@code context.tapstack}; a missing one reads as empty.
     *
     * @param suffix goes before the context's own
     */
    public static Context of(JsonNode node, Optional<String> suffix) {
        Context context = new Context(node, suffix);
        context.knownKeysOnly(context.problems, node, KEYS);
        List<String> environments =
                Arrays.stream(Environment.values()).map(Environment::id).toList();
        context.knownKeysOnly(
                context.problems.at("environments"), node.path("environments"), new TreeSet<>(environments));
        text(context.problems, node, "sandbox")
                .ifPresent(sandbox -> context.problems.oneOf("sandbox", sandbox, SANDBOXES));
        return context;
    }

    /** The suffix that physical names carry in {@code environment}; the environment's own id unless one is set. */
    public String suffix(Environment environment) {
        return suffix.or(() -> text(problems, node, "suffix")).orElse(environment.id());
    }

    /** The environment whose account is there for tests: they may create and delete everything in it. */
    public Optional<Environment> sandbox() {
        return text(problems, node, "sandbox")
                .filter(SANDBOXES::contains)
                .map(id -> Environment.valueOf(id.toUpperCase(Locale.ROOT)));
    }

    /** Ids of the environments that are meant to be in one account. */
    List<String> sharedAccount() {
        return text(problems, node, "sharedAccount").map(Context::list).orElse(List.of());
    }

    /** Which principals deploy to {@code environment}, and what else is in its account. */
    DeployerAccess access(Environment environment) {
        List<String> deployers = text(
                        problems.at("environments").at(environment.id()),
                        node.path("environments").path(environment.id()),
                        "deployers")
                .map(Context::list)
                .orElse(List.of());
        boolean isShared = Arrays.stream(Environment.values())
                .filter(other -> other != environment && other != Environment.LOCAL)
                .anyMatch(other -> environment != Environment.LOCAL && share(environment, other, "accountId"));
        return new DeployerAccess(deployers, isShared ? Tenancy.SHARED_ACCOUNT : Tenancy.OWN_ACCOUNT);
    }

    /** Whether both environments have these facts, and the same ones. */
    boolean share(Environment one, Environment other, String... facts) {
        JsonNode environments = node.path("environments");
        return Arrays.stream(facts).allMatch(fact -> {
            JsonNode value = environments.path(one.id()).path(fact);
            return value.isTextual()
                    && value.equals(environments.path(other.id()).path(fact));
        });
    }

    /** Letters of the availability zones in {@code environment}, where its settings' own are not meant. */
    public Optional<List<String>> zones(Environment environment) {
        Problems here = problems.at("environments").at(environment.id());
        return text(here, node.path("environments").path(environment.id()), "zones")
                .map(Context::list);
    }

    /** Ids of the stacks to synthesize; empty means all. */
    public List<String> stacks() {
        return text(problems, node, "stacks").map(Context::list).orElse(List.of());
    }

    /** Folder of the function artifacts, as Terraform sees it from a stack's folder. */
    public String functions() {
        return text(problems, node, "functions").orElse(FUNCTIONS);
    }

    /** The account of {@code environment}; what is missing or wrong is among the {@link #problems}. */
    public Account account(Environment environment) {
        JsonNode account = node.path("environments").path(environment.id());
        Problems here = problems.at("environments").at(environment.id());
        knownKeysOnly(here, account, ACCOUNT_KEYS);
        Account read = new Account(
                text(here, account, "accountId").orElse(null),
                text(here, account, "region").orElse(null),
                text(here, account, "stateBucket").orElse(null),
                text(here, account, "owner").orElse(null),
                text(here, account, "costCenter").orElse(null),
                text(here, account, "alertEmail"),
                text(here, account, "senderEmail"),
                domain(here.at("domain"), account.path("domain")));
        read.check(here);
        return read;
    }

    /** What is wrong with the context itself; shares its findings with {@link #root}. */
    Problems problems() {
        return problems;
    }

    /** Where problems of settings are reported, so that all come in one message. */
    Problems root() {
        return root;
    }

    private Optional<Domain> domain(Problems here, JsonNode domain) {
        if (domain.isMissingNode() || domain.isNull()) {
            return Optional.empty();
        }
        knownKeysOnly(here, domain, DOMAIN_KEYS);
        return Optional.of(new Domain(
                text(here, domain, "name").orElse(null),
                text(here, domain, "hostedZoneId").orElse(null),
                text(here, domain, "certificateArn")));
    }

    private void knownKeysOnly(Problems here, JsonNode object, Set<String> known) {
        here.require(object.isMissingNode() || object.isObject(), "", object, "an object");
        List<String> unknown = new ArrayList<>();
        object.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        unknown.forEach(key -> here.require(false, key, "it", "one of " + String.join(", ", new TreeSet<>(known))));
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static Optional<String> text(Problems here, JsonNode object, String key) {
        JsonNode value = object.path(key);
        here.require(
                value.isMissingNode() || value.isNull() || value.isTextual(), key, value, "a string in double quotes");
        return Optional.of(value)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }
}
