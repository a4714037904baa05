package io.tapstack.main.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.terraform.StackState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The methods of the deployed REST APIs, from the OpenAPI documents that they were made of. */
record ApiCatalogue(List<Operation> operations) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Preflights are for browsers. */
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");

    /**
     * A method of an API.
     *
     * @param id tells it from all others: {@code POST /payment} and the API's id
     * @param path with {@code {id}} in the place of parameters
     * @param title the operation's id
     * @param body an example of what is sent; null if nothing is
     */
    record Operation(
            String id,
            String api,
            String apiName,
            String stage,
            String method,
            String path,
            String title,
            List<Parameter> parameters,
            JsonNode body) {}

    /** @param in {@code path}, {@code query} or {@code header} */
    record Parameter(String name, String in, boolean required, String description) {}

    static ApiCatalogue of(Collection<StackState> states) {
        List<Operation> operations = new ArrayList<>();
        for (StackState state : states) {
            for (StackState.Resource api : state.ofType("aws_api_gateway_rest_api")) {
                stage(state, api.text("id")).ifPresent(stage -> add(operations, api, stage));
            }
        }
        return new ApiCatalogue(List.copyOf(operations));
    }

    Optional<Operation> operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst();
    }

    private static Optional<String> stage(StackState state, String api) {
        return state.ofType("aws_api_gateway_stage").stream()
                .filter(stage -> stage.text("rest_api_id").equals(api))
                .map(stage -> stage.text("stage_name"))
                .findFirst();
    }

    private static void add(List<Operation> operations, StackState.Resource api, String stage) {
        JsonNode document = document(api.text("body"));
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> operations.add(
                        operation(document, api, stage, path.getKey(), method.getKey(), method.getValue()))));
    }

    private static Operation operation(
            JsonNode document, StackState.Resource api, String stage, String path, String method, JsonNode definition) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : definition.path("parameters")) {
            parameters.add(new Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("required").asBoolean(),
                    parameter.path("description").asText()));
        }
        JsonNode schema = definition.at("/requestBody/content/application~1json/schema");
        String name = method.toUpperCase(Locale.ROOT);
        return new Operation(
                name + " " + path + " " + api.text("id"),
                api.text("id"),
                api.text("name"),
                stage,
                name,
                path,
                definition.path("operationId").asText(),
                parameters,
                schema.isMissingNode() ? null : new ExampleBody(document).of(schema));
    }

    private static JsonNode document(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MAPPER.createObjectNode(); // an API that is not made of a document
        }
    }
}
