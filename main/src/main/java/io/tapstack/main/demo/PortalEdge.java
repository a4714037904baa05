package io.tapstack.main.demo;

import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/** The portal's two ways in, on this machine: the distribution's and, around it, the load balancer's. */
final class PortalEdge {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String endpoint;
    private final String distributionId;
    private final String loadBalancer;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    PortalEdge(Demonstration.Target target) {
        this.endpoint = target.clients().endpoint();
        this.distributionId = target.output("distributionId");
        this.loadBalancer = target.output("loadBalancerName");
    }

    /** For browsers and curl, which find every name below {@code localhost} on this machine; Java does not. */
    String address() {
        URI emulator = URI.create(endpoint);
        return "http://" + distributionId.toLowerCase(Locale.ROOT) + ".cloudfront.localhost:" + emulator.getPort();
    }

    HttpResponse<String> throughCloudFront(String path) {
        return get("/_cloudfront/" + distributionId + path);
    }

    HttpResponse<String> aroundCloudFront(String path) {
        return get("/_elb/" + loadBalancer + "/80" + path);
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failure("no answer from " + request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while waiting for " + request.uri(), e);
        }
    }
}
