package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.main.localaws.SignedHttp;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * A call of a service whose client library the project does without.
 *
 * @param service that the signature is made for
 * @param target action of a service that speaks JSON; empty for one that goes by method and path
 */
record RawCall(String service, String target, String method, String path, String body) {

    RawCall(String service, String target, String body) {
        this(service, target, "POST", "/", body);
    }

    static RawCall rest(String service, String method, String path, String body) {
        return new RawCall(service, "", method, path, body);
    }

    /** What is answered, which must be a success. */
    JsonNode answer(EmulatedAccount as) {
        HttpResponse<String> response = send(as);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return DeployedSecurity.json(response.body().isEmpty() ? "{}" : response.body());
    }

    HttpResponse<String> send(EmulatedAccount as) {
        Map<String, String> headers = target.isEmpty()
                ? Map.of("Content-Type", "application/json")
                : Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target);
        return new SignedHttp(as.region(), service, as.credentials())
                .send(method, URI.create(as.endpoint() + path), headers, body);
    }
}
