package io.tapstack.main.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.localaws.RootKey;
import io.tapstack.main.localaws.SignedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * Prints requests per second and latency of the payments API that {@code tap up} deployed, for one client and for many,
 * and where the time of a request goes. Deploys the system if it is not up, and leaves it up.
 *
 * <p>{@code mvn -pl main -am -DskipTests -Pbench -Dbench=PaymentsApiBenchmark verify}; requests a run: system property
 * {@code requests}, default 500.
 *
 * <p>Clients try again what was refused (429 by the stage's limits, 500 by the function's reserved concurrency), as real
 * ones do; latency is that of the answered request, the refusals are counted.
 */
public final class PaymentsApiBenchmark {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int REQUESTS = Integer.getInteger("requests", 500);
    private static final int WARM_UP = 200;
    private static final String REGION = "eu-central-1";
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private final LocalClients root;
    private final SignedHttp http;
    private final JsonNode up;
    private final URI payment;

    private PaymentsApiBenchmark(JsonNode up) {
        this.up = up;
        this.root = new LocalClients(
                up.at("/endpoints/aws").asText(), REGION, RootKey.in(ROOT.resolve(".tap/local/emulator")));
        this.http = new SignedHttp(root, "execute-api");
        this.payment = URI.create(up.at("/endpoints/api").asText() + "/payment");
    }

    /** What a number of clients got. */
    private record Load(String request, int clients, double seconds, List<Double> milliseconds, int refusals) {
        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %.0f | %.1f | %.1f | %d |",
                    request,
                    clients,
                    milliseconds.size() / seconds,
                    percentile(milliseconds, 0.50),
                    percentile(milliseconds, 0.99),
                    refusals);
        }
    }

    public static void main(String[] arguments) throws Exception {
        new PaymentsApiBenchmark(deployed()).run();
    }

    private static JsonNode deployed() throws IOException, InterruptedException {
        Process tap = new ProcessBuilder(ROOT.resolve("tap").toString(), "up", "payments", "--json")
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode up = MAPPER.readTree(tap.getInputStream());
        if (tap.waitFor() != 0) {
            throw new IllegalStateException("tap up payments failed");
        }
        return up;
    }

    private void run() throws Exception {
        load("POST /payment", 5, WARM_UP, this::post);
        System.out.printf(
                "%n| request | clients | requests/s | p50 ms | p99 ms | refused |%n|---|--:|--:|--:|--:|--:|%n");
        Instant from = Instant.now();
        System.out.println(load("POST /payment", 1, REQUESTS, this::post).row());
        Instant to = Instant.now();
        System.out.println(load("POST /payment", 10, REQUESTS, this::post).row());
        System.out.println(load("POST /payment", 50, REQUESTS, this::post).row());
        String id = MAPPER.readTree(post().body()).path("transactionId").asText();
        Supplier<HttpResponse<String>> get = () -> http.get(URI.create(payment + "/" + id));
        for (int clients : new int[] {1, 10, 50}) {
            System.out.println(load("GET /payment/{id}", clients, REQUESTS, get).row());
        }
        printPath(from, to);
    }

    private HttpResponse<String> post() {
        String body = "{\"userId\":\"u-" + UUID.randomUUID() + "\",\"amount\":1999,\"currency\":\"EUR\"}";
        Map<String, String> headers =
                Map.of("Idempotency-Key", UUID.randomUUID().toString(), "Content-Type", "application/json");
        return http.post(payment, headers, body);
    }

    private static Load load(String name, int clients, int requests, Supplier<HttpResponse<String>> request)
            throws Exception {
        AtomicInteger left = new AtomicInteger(requests);
        AtomicInteger refusals = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        long start = System.nanoTime();
        List<Future<List<Double>>> all = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            all.add(pool.submit(() -> {
                List<Double> milliseconds = new ArrayList<>();
                while (left.getAndDecrement() > 0) {
                    milliseconds.add(untilAnswered(request, refusals));
                }
                return milliseconds;
            }));
        }
        List<Double> milliseconds = new ArrayList<>();
        for (Future<List<Double>> one : all) {
            milliseconds.addAll(one.get());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        pool.shutdown();
        milliseconds.sort(null);
        return new Load(name, clients, seconds, milliseconds, refusals.get());
    }

    private static double untilAnswered(Supplier<HttpResponse<String>> request, AtomicInteger refusals)
            throws InterruptedException {
        while (true) {
            long start = System.nanoTime();
            HttpResponse<String> answer = request.get();
            double milliseconds = (System.nanoTime() - start) / 1e6;
            if (answer.statusCode() < 400) {
                return milliseconds;
            }
            if (answer.statusCode() != 429 && answer.statusCode() < 500) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            refusals.incrementAndGet();
            Thread.sleep((long) (10 + Math.random() * 90));
        }
    }

    /** Medians of what the access log and the function's reports say of the requests of one client. */
    private void printPath(Instant from, Instant to) {
        List<Double> gateway = new ArrayList<>();
        List<Double> integration = new ArrayList<>();
        List<Double> function = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        try (CloudWatchLogsClient logs = logs()) {
            for (JsonNode line : lines(logs, "/payments/local/api/access", from, to)) {
                gateway.add(line.path("responseLatency").asDouble());
                integration.add(line.path("integrationLatency").asDouble());
            }
            String group = "/aws/lambda/" + up.at("/outputs/lambdaName/value").asText();
            for (JsonNode line : lines(logs, group, from, to)) {
                if (line.path("type").asText().equals("platform.report")) {
                    function.add(line.at("/record/metrics/durationMs").asDouble());
                }
            }
            for (JsonNode line : lines(logs, group, Instant.EPOCH, Instant.now())) {
                JsonNode start = line.at("/record/metrics/initDurationMs");
                if (start.isNumber()) {
                    starts.add(start.asDouble());
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%nA POST of one client, medians: API %.0f ms, of it the integration %.0f ms, of it the function %.1f ms."
                        + "%nStart of a function's process: median %.0f ms of %d.%n",
                median(gateway),
                median(integration),
                median(function),
                median(starts),
                starts.size());
    }

    private CloudWatchLogsClient logs() {
        return CloudWatchLogsClient.builder()
                .endpointOverride(URI.create(up.at("/endpoints/aws").asText()))
                .region(Region.of(REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(root.root().credentials()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useEnvironmentVariablesValues(false)
                                .useSystemPropertyValues(false)
                                .build()))
                .build();
    }

    private static List<JsonNode> lines(CloudWatchLogsClient logs, String group, Instant from, Instant to) {
        List<JsonNode> lines = new ArrayList<>();
        logs.filterLogEventsPaginator(request -> request.logGroupName(group)
                        .startTime(from.toEpochMilli())
                        .endTime(to.toEpochMilli()))
                .events()
                .forEach(event -> {
                    try {
                        lines.add(MAPPER.readTree(event.message()));
                    } catch (IOException noJson) {
                        // a line that the process printed
                    }
                });
        return lines;
    }

    private static double median(List<Double> values) {
        return percentile(values.stream().sorted().toList(), 0.5);
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get(Math.min(sorted.size() - 1, (int) Math.floor(sorted.size() * share)));
    }
}
