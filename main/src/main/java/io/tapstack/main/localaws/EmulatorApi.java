package io.tapstack.main.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the emulated AWS tells of itself beyond AWS's own APIs; see the README of {@code main/emulator}. */
public final class EmulatorApi {
    /** Members that a newer emulator adds are no problem. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String endpoint;
    private final SignedHttp http;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    private record Functions(List<FunctionStatus> functions) {}

    private record Instances(List<InstanceStatus> instances) {}

    private record Rules(List<EventRule> rules) {}

    private record Emails(List<Email> messages) {}

    private record Deliveries(List<EventRule.Delivery> targets) {}

    public EmulatorApi(LocalClients clients) {
        this.endpoint = clients.endpoint();
        this.http = new SignedHttp(clients, "sts", PATIENCE);
    }

    public List<FunctionStatus> functions() {
        return read(get("functions"), Functions.class).functions();
    }

    public List<InstanceStatus> instances() {
        return read(get("instances"), Instances.class).instances();
    }

    public List<EventRule> rules() {
        return read(get("rules"), Rules.class).rules();
    }

    /** The events after a number, oldest first. */
    public AwsEvent.Page events(AwsEvent.Query query) {
        StringBuilder path = new StringBuilder("events?after=" + query.after() + "&limit=" + query.limit());
        query.kind().ifPresent(kind -> path.append("&kind=").append(encode(kind)));
        query.source().ifPresent(source -> path.append("&source=").append(encode(source)));
        if (query.waitSeconds() > 0) {
            path.append("&wait=").append(query.waitSeconds());
        }
        return read(get(path.toString()), AwsEvent.Page.class);
    }

    /** The e-mails that reached an address, oldest first. */
    public List<Email> emails(String address) {
        return read(get("mailbox?to=" + encode(address)), Emails.class).messages();
    }

    /**
     * Fires a rule now, as its schedule or an event would.
     *
     * @param event what the targets get; without one the emulator makes one up
     */
    public List<EventRule.Delivery> fire(EventRule rule, Optional<String> event) {
        String path = "rules/" + encode(rule.bus()) + "/" + encode(rule.name()) + "/fire";
        Map<String, String> headers = event.isPresent() ? Map.of("Content-Type", "application/json") : Map.of();
        return read(send(http.signed("POST", uri(path), headers, event.orElse(""))), Deliveries.class)
                .targets();
    }

    private String get(String path) {
        return send(http.signed("GET", uri(path), Map.of(), ""));
    }

    private URI uri(String path) {
        return URI.create(endpoint + "/_tapstack/" + path);
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw new Failure("the emulated AWS answered " + response.statusCode() + " to " + request.method() + " "
                        + request.uri() + ": " + message(response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new Failure(
                    "the emulated AWS on " + endpoint + " does not answer: " + reason(e), "tap up starts it again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while asking the emulated AWS on " + endpoint, e);
        }
    }

    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    /** The {@code message} of an error; else what was answered. */
    private static String message(String body) {
        try {
            JsonNode message = MAPPER.readTree(body).path("message");
            return message.isTextual() ? message.asText() : body;
        } catch (JsonProcessingException notJson) {
            return body;
        }
    }

    private <T> T read(String body, Class<T> type) {
        try {
            return MAPPER.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new Failure("the emulated AWS on " + endpoint + " answered what tap does not understand: "
                    + e.getOriginalMessage());
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
