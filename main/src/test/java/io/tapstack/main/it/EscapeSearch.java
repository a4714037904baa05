package io.tapstack.main.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Walks from principal to principal: an edge is an action that IAM's policy simulator allows to one role on another and
 * that gives the first the permissions of the second. The search ignores trust policies, so it finds more than AWS would
 * allow.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">IAM's simulator</a>
 */
final class EscapeSearch {
    /** Writes on resources of others, by name or of any name, that are left to a role under the boundary: none changes what a principal may do. */
    static final List<String> HARMLESS = List.of(
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:UnassignPrivateIpAddresses",
            "events:PutEvents",
            "kms:Decrypt",
            "kms:GenerateDataKey",
            "kms:GenerateMac",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "rds-db:connect",
            "ses:SendEmail",
            "ses:SendTemplatedEmail",
            "sns:Publish",
            "sqs:SendMessage",
            "ssm:UpdateInstanceInformation",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments");

    private static final Path REFERENCE = Path.of("emulator/tapstack_emulator/iam/reference");
    private static final int BATCH = 100;

    /** Every write of IAM and STS on a role. */
    private final List<String> takeovers =
            Stream.of("iam", "sts").flatMap(EscapeSearch::writesOnRoles).toList();

    private final IamClient iam;
    private final Map<String, Role> roles = new LinkedHashMap<>();

    EscapeSearch(EmulatedAccount account) {
        this.iam = account.client(IamClient.builder());
        iam.listRolesPaginator().roles().stream()
                .filter(role -> !role.path().startsWith("/aws-service-role/"))
                .map(role -> iam.getRole(request -> request.roleName(role.roleName()))
                        .role())
                .forEach(role -> roles.put(role.arn(), role));
    }

    Set<String> principals() {
        return roles.keySet();
    }

    /** Whether no boundary limits the role. */
    boolean isFree(String arn) {
        return roles.get(arn).permissionsBoundary() == null;
    }

    /** All roles whose permissions the role can obtain, over any number of others. */
    Set<String> reachableFrom(String arn) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(arn));
        while (!open.isEmpty()) {
            String from = open.remove();
            roles.keySet().stream()
                    .filter(to -> !to.equals(from) && !reached.contains(to) && isEdge(from, to))
                    .forEach(to -> {
                        reached.add(to);
                        open.add(to);
                    });
        }
        return reached;
    }

    /** Whether one of {@link #takeovers} is allowed, in the contexts that the caller may choose. */
    private boolean isEdge(String from, String to) {
        return contexts(from, to).stream()
                .anyMatch(context -> !allowed(from, takeovers, to, context).isEmpty());
    }

    private List<List<ContextEntry>> contexts(String from, String to) {
        List<ContextEntry> facts = new ArrayList<>(List.of(entry("aws:PrincipalArn", from)));
        if (!isFree(to)) {
            facts.add(entry(
                    "iam:PermissionsBoundary",
                    roles.get(to).permissionsBoundary().permissionsBoundaryArn()));
        }
        return Stream.of("lambda.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com")
                .map(service -> Stream.concat(facts.stream(), Stream.of(entry("iam:PassedToService", service)))
                        .toList())
                .toList();
    }

    /**
     * Every write of every service in AWS's reference that the role may make on a resource of another name.
     *
     * @param name that takes the place of each variable in the reference's ARNs
     */
    Set<String> writesOn(String name, String arn) {
        Set<String> found = new TreeSet<>();
        List<ContextEntry> context =
                List.of(entry("aws:PrincipalArn", arn), entry("aws:ResourceAccount", EmulatedAccount.ID));
        for (String service : services()) {
            JsonNode reference = reference(service);
            Map<String, List<String>> actionsByArn = new LinkedHashMap<>();
            writes(service).forEach(action -> arns(reference, action, name).forEach(on -> actionsByArn
                    .computeIfAbsent(on, any -> new ArrayList<>())
                    .add(action)));
            actionsByArn.forEach((on, actions) -> found.addAll(allowed(arn, actions, on, context)));
        }
        return found;
    }

    /** Every write of a service on resources that the role may make on this one. */
    Set<String> writesOf(String service, String arn, String on) {
        JsonNode types = reference(service).path("actions");
        List<String> writes = writes(service)
                .filter(action ->
                        !types.path(action.substring(service.length() + 1)).isEmpty())
                .toList();
        return allowed(arn, writes, on, List.of(entry("aws:PrincipalArn", arn)));
    }

    private static List<String> arns(JsonNode reference, String action, String name) {
        List<String> arns = new ArrayList<>(List.of("*"));
        reference
                .path("actions")
                .path(action.substring(action.indexOf(':') + 1))
                .forEach(type -> {
                    String pattern = reference
                            .path("resources")
                            .path(type.asText().replace("*", ""))
                            .asText();
                    if (!pattern.isEmpty()) {
                        arns.add(pattern.replace("${Account}", EmulatedAccount.ID)
                                .replace("${Region}", "us-east-1")
                                .replaceAll("\\$\\{[^}]*}", name));
                    }
                });
        return arns;
    }

    private Set<String> allowed(String arn, List<String> actions, String on, List<ContextEntry> context) {
        Set<String> allowed = new TreeSet<>();
        for (int i = 0; i < actions.size(); i += BATCH) {
            List<String> batch = actions.subList(i, Math.min(i + BATCH, actions.size()));
            iam
                    .simulatePrincipalPolicy(request -> request.policySourceArn(arn)
                            .actionNames(batch)
                            .resourceArns(on)
                            .contextEntries(context))
                    .evaluationResults()
                    .stream()
                    .filter(result -> result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED)
                    .map(EvaluationResult::evalActionName)
                    .forEach(allowed::add);
        }
        return allowed;
    }

    private static ContextEntry entry(String key, String value) {
        return ContextEntry.builder()
                .contextKeyName(key)
                .contextKeyType(ContextKeyTypeEnum.STRING)
                .contextKeyValues(value)
                .build();
    }

    private static Stream<String> writes(String service) {
        List<String> writes = new ArrayList<>();
        reference(service).at("/levels/writes").forEach(action -> writes.add(service + ":" + action.asText()));
        return writes.stream();
    }

    private static Stream<String> writesOnRoles(String service) {
        JsonNode types = reference(service).path("actions");
        return writes(service).filter(action -> types.path(action.substring(service.length() + 1))
                .toString()
                .matches(".*\"role\\*?\".*"));
    }

    private static List<String> services() {
        try (Stream<Path> files = Files.list(REFERENCE)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode reference(String service) {
        try {
            return DeployedSecurity.json(Files.readString(REFERENCE.resolve(service + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
