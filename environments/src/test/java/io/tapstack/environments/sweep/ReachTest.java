package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A search over every write of AWS's reference with the synthesized policies, by the engine that decides calls in the emulated
 * AWS. A reference to another resource reads as {@code *}, so a policy allows too much here rather than too little.
 */
@Tag("S5")
@Tag("C7")
final class ReachTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path SEARCH = Path.of("../main/emulator/tools/reach.py");
    private static final Path COUNTS = Path.of("../main/target/it/escapes");
    private static final String EVERYTHING =
            "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}";
    private static final List<String> SYSTEMS = List.of("security", "payments", "loyalty", "portal");

    /**
     * IAM looks at neither a name nor a tag of these: by the Service Authorization Reference, no tag of origin access controls,
     * response headers policies, hosted zones, and API Gateway's {@code /tags}; Security Hub is the account's.
     */
    private static final List<String> NOT_TOLD_APART = List.of(
            "apigateway:DELETE",
            "apigateway:PATCH",
            "apigateway:POST",
            "apigateway:PUT",
            "cloudfront:DeleteOriginAccessControl",
            "cloudfront:DeleteResponseHeadersPolicy",
            "cloudfront:UpdateOriginAccessControl",
            "cloudfront:UpdateResponseHeadersPolicy",
            "route53:AssociateVPCWithHostedZone",
            "securityhub:BatchDisableStandards",
            "securityhub:BatchEnableStandards",
            "securityhub:DisableSecurityHub",
            "securityhub:EnableSecurityHub",
            "securityhub:UpdateSecurityHubConfiguration");

    /** Each step by which a principal takes over one without the boundary, or the deployer, or a boundary. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod", "local"})
    void leadsNoRoleOutOfTheBoundary(String environment) throws IOException {
        StackJson foundation = SynthesizedStacks.shipped("foundation-" + environment);
        JsonNode boundary = policy(foundation, environment + "-tapstack-boundary");
        List<ObjectNode> principals = new ArrayList<>();
        for (String system : SYSTEMS) {
            SynthesizedStacks.shipped(system + "-" + environment)
                    .all("aws_iam_policy")
                    .forEach(own -> principals.add(principal(
                            foundation,
                            own.at("name").asText(),
                            List.of(document(own.at("policy").asText())),
                            boundary)));
        }
        String deployer = environment + "-tapstack-deployer";
        principals.add(principal(foundation, deployer, deployerPolicies(foundation, deployer), boundary));
        principals.add(principal(
                foundation, environment + "-payments-made-by-deployer", List.of(document(EVERYTHING)), boundary));
        assertThat(principals).hasSizeGreaterThan(10);

        ObjectNode request = request(foundation, principals, List.of("iam", "sts", "lambda"));
        String other = environment.equals("dev") ? "prod" : "dev";
        List.of("administrator", deployer, environment + "-tapstack-boundary", other + "-payments-api-" + other)
                .forEach(name -> ((ArrayNode) request.path("names")).add(name));
        request.put("targets", true);
        for (String service : List.of("lambda.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com")) {
            context(request, service, "");
            context(request, service, boundaryArn(foundation));
        }
        JsonNode found = search(request);

        StringBuilder counts = new StringBuilder("principal\tattempts\tallowed\n");
        found.properties()
                .forEach(each ->
                        counts.append(each.getKey() + "\t" + each.getValue().path("attempts") + "\t"
                                + escapes(each.getValue()).size() + "\n"));
        Files.createDirectories(COUNTS);
        Files.writeString(COUNTS.resolve(environment + ".tsv"), counts);
        assertThat(found.properties()).hasSize(principals.size()).allSatisfy(each -> {
            assertThat(each.getValue().path("attempts").asInt()).isGreaterThan(1_000);
            assertThat(escapes(each.getValue())).as(each.getKey()).isEmpty();
        });
    }

    @Test
    @Tag("C2")
    void keepsADeployerFromAnotherEnvironmentOfTheAccount() throws IOException {
        ObjectNode json = TestContext.json().put("sharedAccount", "dev,prod").put("stacks", "foundation-dev");
        ObjectNode environments = (ObjectNode) json.path("environments");
        for (String fact : List.of("accountId", "region")) {
            ((ObjectNode) environments.path("prod")).set(fact, environments.at("/dev/" + fact));
        }
        StackJson shared = SynthesizedStacks.of(TestContext.of(json)).get("foundation-dev");

        assertThat(writesOnProd(shared)).containsExactlyInAnyOrderElementsOf(NOT_TOLD_APART);
        assertThat(writesOnProd(SynthesizedStacks.shipped("foundation-dev")))
                .as("the search finds what an account of its own does not need to deny")
                .contains("lambda:UpdateFunctionCode", "s3:PutBucketPolicy", "rds:ModifyDBInstance")
                .doesNotContain("kms:ScheduleKeyDeletion");
    }

    /** Without the tags of an event source mapping, which decide nothing: its id is no principal's name. */
    private static List<String> escapes(JsonNode found) {
        List<String> allowed = new ArrayList<>();
        found.path("allowed").forEach(write -> allowed.add(write.asText()));
        allowed.removeIf(write -> write.matches("lambda:(Tag|Untag)Resource .*:event-source-mapping:.*"));
        return allowed;
    }

    private static List<String> writesOnProd(StackJson foundation) throws IOException {
        String deployer = "dev-tapstack-deployer";
        List<ObjectNode> one = List.of(principal(
                foundation,
                deployer,
                deployerPolicies(foundation, deployer),
                policy(foundation, "dev-tapstack-boundary")));
        ObjectNode request = request(foundation, one, List.of());
        ArrayNode names = (ArrayNode) request.path("names");
        for (String system : SYSTEMS) {
            Stream.of(
                            "%s-prod-x",
                            "%s/prod/x", "/%s/prod/x", "/aws/lambda/%s-prod-x", "prod-%s-x-prod", "%s-trail-prod-1")
                    .forEach(name -> names.add(name.formatted(system)));
        }
        Stream.of("payment-prod-data", "aws-waf-logs-payments-prod-api", "loyalty-prod.prod.example.com")
                .forEach(names::add);
        ((ObjectNode) request.path("tags"))
                .put("aws:resourcetag/environment", "prod")
                .put("aws:resourcetag/system", "payments");
        context(request, "lambda.amazonaws.com", boundaryArn(foundation));
        List<String> found = new ArrayList<>();
        search(request).path(deployer).path("allowed").forEach(action -> found.add(action.asText()));
        return found;
    }

    private static ObjectNode request(StackJson foundation, List<ObjectNode> principals, List<String> services) {
        ObjectNode request = MAPPER.createObjectNode();
        request.putArray("principals").addAll(principals);
        services.forEach(request.putArray("services")::add);
        request.putArray("names");
        request.putArray("contexts");
        request.putObject("tags");
        request.put("targets", false);
        request.put("account", account(foundation));
        request.putArray("regions").add(region(foundation)).add("us-east-1");
        return request;
    }

    private static void context(ObjectNode request, String service, String boundary) {
        String region = request.at("/regions/0").asText();
        ObjectNode context = ((ArrayNode) request.path("contexts"))
                .addObject()
                .put("iam:passedtoservice", service)
                .put("aws:requestedregion", region)
                .put("aws:resourceaccount", request.path("account").asText())
                .put("kms:viaservice", "rds." + region + ".amazonaws.com");
        if (!boundary.isEmpty()) {
            context.put("iam:permissionsboundary", boundary);
        }
    }

    private static ObjectNode principal(StackJson foundation, String name, List<JsonNode> policies, JsonNode boundary) {
        ObjectNode principal = MAPPER.createObjectNode();
        principal.put("name", name);
        principal.put("arn", "arn:aws:iam::" + account(foundation) + ":role/" + name);
        principal.putArray("policies").addAll(policies);
        principal.set("boundary", boundary);
        return principal;
    }

    private static List<JsonNode> deployerPolicies(StackJson foundation, String deployer) {
        return foundation.all("aws_iam_policy").stream()
                .filter(policy -> policy.at("name").asText().startsWith(deployer))
                .map(policy -> document(policy.at("policy").asText()))
                .toList();
    }

    private static JsonNode policy(StackJson foundation, String name) {
        return foundation.all("aws_iam_policy").stream()
                .filter(policy -> policy.at("name").asText().equals(name))
                .map(policy -> document(policy.at("policy").asText()))
                .findAny()
                .orElseThrow();
    }

    private static JsonNode document(String json) {
        try {
            return MAPPER.readTree(json.replaceAll("\\$\\{[^}]*}", "*"));
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private static String boundaryArn(StackJson foundation) {
        return "arn:aws:iam::" + account(foundation) + ":policy/"
                + foundation.environment().id() + "-tapstack-boundary";
    }

    private static String account(StackJson stack) {
        return stack.root().at("/provider/aws/0/allowed_account_ids/0").asText();
    }

    private static String region(StackJson stack) {
        return stack.root().at("/provider/aws/0/region").asText();
    }

    private static JsonNode search(ObjectNode request) throws IOException {
        Path input = Files.createTempFile("reach", ".json");
        try {
            MAPPER.writeValue(input.toFile(), request);
            Process python = new ProcessBuilder("python3", SEARCH.toString())
                    .redirectInput(input.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return MAPPER.readTree(python.getInputStream());
        } finally {
            Files.delete(input);
        }
    }
}
