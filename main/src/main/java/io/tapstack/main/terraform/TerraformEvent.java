package io.tapstack.main.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One line of what {@code terraform … -json} says, as far as progress needs it.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/machine-readable-ui">Machine-readable UI</a>
 */
public sealed interface TerraformEvent
        permits TerraformEvent.Planned,
                TerraformEvent.Started,
                TerraformEvent.Completed,
                TerraformEvent.Errored,
                TerraformEvent.Diagnosed,
                TerraformEvent.Stopping,
                TerraformEvent.Other {
    /** A change that the plan holds. */
    record Planned(String address, String action) implements TerraformEvent {}

    /** Work on a resource begins. */
    record Started(String address, String action) implements TerraformEvent {}

    /** Work on a resource is done. */
    record Completed(String address, String action, long seconds) implements TerraformEvent {}

    /** Work on a resource failed; a {@link Diagnosed} says why. */
    record Errored(String address) implements TerraformEvent {}

    /** A problem; {@code address} is empty if it belongs to no resource. */
    record Diagnosed(boolean error, String summary, String detail, String address) implements TerraformEvent {}

    /** Terraform heard of Ctrl-C and is finishing what is under way. */
    record Stopping() implements TerraformEvent {}

    /** Anything else. */
    record Other(String message) implements TerraformEvent {}

    ObjectMapper MAPPER = new ObjectMapper();

    /** A line that is no JSON is what Terraform says before it knows that it should speak JSON. */
    static TerraformEvent parse(String line) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return new Other(line);
        }
        JsonNode hook = node.path("hook");
        String address = hook.path("resource").path("addr").asText();
        String message = node.path("@message").asText();
        return switch (node.path("type").asText()) {
            case "planned_change" ->
                new Planned(
                        node.at("/change/resource/addr").asText(),
                        node.at("/change/action").asText());
            case "apply_start" -> new Started(address, hook.path("action").asText());
            case "apply_complete" ->
                new Completed(
                        address,
                        hook.path("action").asText(),
                        hook.path("elapsed_seconds").asLong());
            case "apply_errored" -> new Errored(address);
            case "diagnostic" -> {
                JsonNode diagnostic = node.path("diagnostic");
                yield new Diagnosed(
                        diagnostic.path("severity").asText().equals("error"),
                        diagnostic.path("summary").asText(),
                        diagnostic.path("detail").asText(),
                        diagnostic.path("address").asText());
            }
            default -> message.contains("Interrupt received") ? new Stopping() : new Other(message);
        };
    }
}
