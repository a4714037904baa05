package io.tapstack.main.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Requests to the portal, through CloudFront and around it. */
record PortalEdgeClient(DeployedPortal portal, HttpClient http) {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    PortalEdgeClient(DeployedPortal portal) {
        this(
                portal,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .build());
    }

    HttpResponse<String> get(String path) {
        return send("GET", path);
    }

    HttpResponse<String> send(String method, String path) {
        return send(method, "/_cloudfront/" + portal.output("distributionId") + path, Map.of());
    }

    /** At the load balancer itself. */
    HttpResponse<String> around(String path, Map<String, String> headers) {
        return send("GET", "/_elb/" + portal.output("loadBalancerName") + "/80" + path, headers);
    }

    /** At the bucket itself. */
    HttpResponse<String> unsigned(String bucket, String key) {
        return send("GET", "/" + bucket + "/" + key, Map.of());
    }

    private HttpResponse<String> send(String method, String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(portal.account().endpoint() + path))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
