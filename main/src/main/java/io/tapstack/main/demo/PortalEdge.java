package io.tapstack.main.demo;

import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The portal's two ways in, on this machine: the distribution's and, around it, the load balancer's. */
public final class PortalEdge {
    /** Longer than CloudFront waits for its origin. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String endpoint;
    private final String distributionId;
    private final String loadBalancer;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    /**
     * @param endpoint of the emulated AWS
     * @param loadBalancer its name
     */
    public PortalEdge(String endpoint, String distributionId, String loadBalancer) {
        this.endpoint = endpoint;
        this.distributionId = distributionId;
        this.loadBalancer = loadBalancer;
    }

    static PortalEdge of(Demonstration.Target target) {
        return new PortalEdge(
                target.clients().endpoint(), target.output("distributionId"), target.output("loadBalancerName"));
    }

    /** For browsers and curl, which find every name below {@code localhost} on this machine; Java does not. */
    String address() {
        URI emulator = URI.create(endpoint);
        return "http://" + distributionId.toLowerCase(Locale.ROOT) + ".cloudfront.localhost:" + emulator.getPort();
    }

    public HttpResponse<String> throughCloudFront(String path) {
        return throughCloudFront("GET", path);
    }

    public HttpResponse<String> throughCloudFront(String method, String path) {
        return send(method, "/_cloudfront/" + distributionId + path, Map.of());
    }

    public HttpResponse<String> aroundCloudFront(String path, Map<String, String> headers) {
        return send("GET", "/_elb/" + loadBalancer + "/80" + path, headers);
    }

    /** What anybody gets who asks S3 itself, unsigned. */
    public HttpResponse<String> atBucket(String bucket, String key) {
        return send("GET", "/" + bucket + "/" + key, Map.of());
    }

    private HttpResponse<String> send(String method, String path, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(endpoint + path))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(builder::header);
        HttpRequest request = builder.build();
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
