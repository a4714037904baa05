package io.tapstack.main.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Opens the portal as a browser does: the page and its files from the bucket, the balances from PostgreSQL through load balancer
 * and instances, both through the distribution; and tries to get around it.
 */
public final class PortalDemonstration implements Demonstration {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final String ACCOUNTS = "/api/accounts";
    private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");
    private static final List<String> HEADERS = List.of(
            "Strict-Transport-Security",
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy");

    @Override
    public Map<String, String> endpoints(Target target) {
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put("aws", target.clients().endpoint());
        endpoints.put("portal", PortalEdge.of(target).address() + "/");
        endpoints.put("database", "postgresql://" + target.database());
        return endpoints;
    }

    @Override
    public List<Step> show(Target target) {
        PortalEdge edge = PortalEdge.of(target);
        return List.of(
                new Step("GET / through CloudFront", page(edge)),
                new Step("GET /accounts/anything, which is no file", pageForAnyPath(edge)),
                new Step("GET " + ACCOUNTS + " through CloudFront", accounts(target, edge)),
                new Step("GET " + ACCOUNTS + " at the load balancer, around CloudFront", refused(edge)));
    }

    @Override
    public List<String> commands(Target target) {
        String portal = PortalEdge.of(target).address();
        return List.of(
                "curl -i " + portal + "/",
                "curl -s " + portal + ACCOUNTS,
                "./tap logs " + target.output("applicationLogGroup"),
                "./tap events --kind edge");
    }

    private static String page(PortalEdge edge) {
        HttpResponse<String> page = answered(edge.throughCloudFront("/"), OK);
        for (String header : HEADERS) {
            expect(page.headers().firstValue(header).isPresent(), "the page comes without the header " + header);
        }
        List<String> assets = ASSET.matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        expect(!assets.isEmpty(), "the page asks for no files: " + page.body());
        for (String asset : assets) {
            String cached = answered(edge.throughCloudFront(asset), OK)
                    .headers()
                    .firstValue("Cache-Control")
                    .orElse("");
            expect(cached.contains("immutable"), asset + " may not be kept: Cache-Control is \"" + cached + "\"");
        }
        return "the page, its " + assets.size() + " files and the security headers";
    }

    private static String pageForAnyPath(PortalEdge edge) {
        String page = answered(edge.throughCloudFront("/accounts/anything"), OK).body();
        expect(page.equals(edge.throughCloudFront("/").body()), "another page came: " + page);
        return "the same page, which knows what to show";
    }

    /** The instances start after the deploy: the load balancer has none to pass requests on to until then. */
    private static String accounts(Target target, PortalEdge edge) {
        HttpResponse<String> answer = new Patience(target, target.output("applicationLogGroup"))
                .until("answer of an instance", () -> Optional.of(edge.throughCloudFront(ACCOUNTS))
                        .filter(response -> response.statusCode() == OK));
        JsonNode accounts = json(answer).path("accounts");
        expect(!accounts.isEmpty(), "PostgreSQL has no accounts: " + answer.body());
        return accounts.size() + " accounts out of PostgreSQL, by an instance";
    }

    private static String refused(PortalEdge edge) {
        answered(edge.aroundCloudFront(ACCOUNTS, Map.of()), FORBIDDEN);
        return "refused: " + FORBIDDEN;
    }

    private static HttpResponse<String> answered(HttpResponse<String> response, int status) {
        expect(
                response.statusCode() == status,
                response.uri() + " answered " + response.statusCode() + " and not " + status + ": " + response.body());
        return response;
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new Failure(response.uri() + " did not answer with JSON: " + response.body(), e);
        }
    }

    private static void expect(boolean ok, String otherwise) {
        if (!ok) {
            throw new Failure(otherwise);
        }
    }
}
