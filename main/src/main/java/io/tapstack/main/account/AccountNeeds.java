package io.tapstack.main.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.Quota;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an environment's synthesized stacks expect of their account.
 *
 * @param stacks contents of each {@code cdk.tf.json}, at least one
 */
public record AccountNeeds(List<JsonNode> stacks) {

    /** The one account that the stacks may be deployed to. */
    public String accountId() {
        return provider().at("/allowed_account_ids/0").asText();
    }

    public String region() {
        return provider().path("region").asText();
    }

    public int of(Quota quota) {
        return quota.need(stacks);
    }

    /** Reads what the account allows and what others than these stacks use. */
    public Allowances allowances(CallerAccount account) {
        Own own = new Own(
                provider().at("/default_tags/0/tags").path(Own.TAG).asText(),
                all("aws_lambda_function")
                        .map(function -> function.path("function_name").asText())
                        .collect(Collectors.toSet()));
        return new Allowances(account, own);
    }

    /** Certificates that the context gives, by ARN. */
    public SortedSet<String> certificates() {
        return Stream.concat(
                        values("aws_api_gateway_domain_name", "regional_certificate_arn"),
                        values("aws_lb_listener", "certificate_arn"))
                .filter(value -> value.startsWith("arn:"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names below the domain that are served in the region: APIs', and what CloudFront calls the load balancer. */
    public SortedSet<String> names() {
        Stream<String> origins = all("aws_cloudfront_distribution")
                .flatMap(distribution -> elements(distribution.path("origin")))
                .map(origin -> origin.path("domain_name").asText());
        return Stream.concat(values("aws_api_gateway_domain_name", "domain_name"), origins)
                .filter(name -> !name.startsWith("${"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode provider() {
        return stacks.get(0).at("/provider/aws/0");
    }

    private Stream<String> values(String type, String attribute) {
        return all(type).map(resource -> resource.path(attribute).asText());
    }

    private Stream<JsonNode> all(String type) {
        return stacks.stream().flatMap(stack -> elements(stack.path("resource").path(type)));
    }

    private static Stream<JsonNode> elements(JsonNode parent) {
        return StreamSupport.stream(parent.spliterator(), false);
    }
}
