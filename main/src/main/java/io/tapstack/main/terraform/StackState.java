package io.tapstack.main.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stack's state says of its resources, in Terraform's state format 4.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/state">State</a>
 */
public record StackState(List<Resource> resources) {

    /**
     * A resource that was made.
     *
     * @param attributes as the provider knows them; some are secrets
     */
    public record Resource(String type, String address, JsonNode attributes) {
        /** An attribute's text; empty if there is none. */
        public String text(String attribute) {
            return attributes.path(attribute).asText();
        }
    }

    static StackState of(JsonNode state) {
        List<Resource> resources = new ArrayList<>();
        for (JsonNode resource : state.path("resources")) {
            if (resource.path("mode").asText().equals("managed")) {
                resource.path("instances").forEach(instance -> resources.add(resource(resource, instance)));
            }
        }
        return new StackState(List.copyOf(resources));
    }

    public List<Resource> ofType(String type) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    private static Resource resource(JsonNode resource, JsonNode instance) {
        String type = resource.path("type").asText();
        JsonNode key = instance.path("index_key");
        String index = key.isMissingNode() ? "" : "[" + key + "]";
        return new Resource(type, type + "." + resource.path("name").asText() + index, instance.path("attributes"));
    }
}
