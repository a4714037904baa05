package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The secret values that the emulated account holds, searched for in all that Terraform and tap print and keep (C16): versions of
 * Secrets Manager's secrets, where RDS keeps its master passwords too, and clients' secrets of Cognito.
 */
record HeldSecrets(Set<String> values) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static HeldSecrets of(EmulatedAccount account) {
        Set<String> values = new TreeSet<>();
        try (SecretsManagerClient secrets = account.client(SecretsManagerClient.builder())) {
            secrets.listSecretsPaginator().stream()
                    .flatMap(page -> page.secretList().stream())
                    .forEach(secret -> secrets.listSecretVersionIds(request -> request.secretId(secret.arn()))
                            .versions()
                            .forEach(version -> values.addAll(secretsIn(secrets.getSecretValue(request ->
                                            request.secretId(secret.arn()).versionId(version.versionId()))
                                    .secretString()))));
        }
        try (CognitoIdentityProviderClient cognito = account.client(CognitoIdentityProviderClient.builder())) {
            cognito.listUserPools(request -> request.maxResults(60))
                    .userPools()
                    .forEach(pool -> cognito.listUserPoolClients(request -> request.userPoolId(pool.id()))
                            .userPoolClients()
                            .forEach(client -> Stream.ofNullable(
                                            cognito.describeUserPoolClient(request -> request.userPoolId(pool.id())
                                                            .clientId(client.clientId()))
                                                    .userPoolClient()
                                                    .clientSecret())
                                    .forEach(values::add)));
        }
        return new HeldSecrets(values);
    }

    /** Nothing is printed or kept; neither by what has run until now, nor by Terraform's commands about this stack. */
    void areNowhere(TerraformByHand terraform, Path stack) throws IOException {
        areInStateOnly(terraform, stack, Set.of());
    }

    /**
     * Nothing is printed, nor kept but these in the state.
     *
     * @param kept values that only the state holds
     */
    void areInStateOnly(TerraformByHand terraform, Path stack, Set<String> kept) throws IOException {
        for (List<String> command : List.of(
                List.of("show", "-no-color"),
                List.of("plan", "-no-color"),
                List.of("plan", "-destroy", "-no-color"),
                List.of("output", "-no-color"),
                List.of("output", "-json"))) {
            Program.Result result = terraform.run(stack, command.toArray(String[]::new));
            assertThat(result.exitCode()).as(result.text()).isZero();
            assertThat(in(result.text())).as("secrets in terraform " + command).isEmpty();
        }
        String state = terraform.run(stack, "state", "pull").out();
        assertThat(state).contains("\"resources\"");
        assertThat(in(state)).as("secrets in the state").isEqualTo(kept);
        for (Path log : logs(terraform.checkout())) {
            assertThat(in(Files.readString(log, StandardCharsets.ISO_8859_1)))
                    .as("secrets in " + log.getFileName())
                    .isEmpty();
        }
    }

    /** Those that a text contains, as they are or as JSON writes them. */
    Set<String> in(String text) {
        Set<String> found = new TreeSet<>();
        for (String value : values) {
            if (Stream.of(value, json(value), html(json(value))).anyMatch(text::contains)) {
                found.add(value);
            }
        }
        return found;
    }

    private static List<String> secretsIn(String value) {
        if (!value.startsWith("{")) {
            return List.of(value);
        }
        try {
            JsonNode password = MAPPER.readTree(value).path("password");
            assertThat(password.isTextual()).as("a password in a secret's JSON").isTrue();
            return List.of(password.asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError("a secret that begins like JSON is none", e);
        }
    }

    private static String json(String value) {
        try {
            String quoted = MAPPER.writeValueAsString(value);
            return quoted.substring(1, quoted.length() - 1);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** As Go writes JSON. */
    private static String html(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static List<Path> logs(Checkout checkout) {
        try (Stream<Path> files = Files.walk(checkout.root().resolve(".tap/local/logs"))) {
            List<Path> logs = files.filter(Files::isRegularFile).toList();
            assertThat(logs).as("logs").isNotEmpty();
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
