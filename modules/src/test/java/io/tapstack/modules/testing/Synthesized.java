package io.tapstack.modules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import io.tapstack.modules.terraform.StackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Terraform JSON of a stack, read by resource type and attribute, never by address. CDKTF's own matchers return a bare
 * boolean; these assertions say what was there instead.
 */
public final class Synthesized {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode root;

    private Synthesized(JsonNode root) {
        this.root = root;
    }

    /** Synthesizes a stack that {@code build} fills. References between two stacks need {@code App.synth()} instead. */
    public static Synthesized of(Consumer<TerraformStack> build) {
        TerraformStack stack = new TerraformStack(Testing.app(), "test");
        StackSettings.apply(stack, Samples.DEPLOYMENT);
        build.accept(stack);
        return ofJson(Testing.synth(stack, true)); // true: run the constructs' validations too
    }

    public static Synthesized ofJson(String json) {
        return new Synthesized(parse(json));
    }

    /** All resources of {@code type}; none is an empty list. */
    public List<ResourceAssert> all(String type) {
        List<ResourceAssert> found = new ArrayList<>();
        root.path("resource")
                .path(type)
                .properties()
                .forEach(entry -> found.add(new ResourceAssert(type + "." + entry.getKey(), entry.getValue())));
        return found;
    }

    /** The only resource of {@code type}. */
    public ResourceAssert only(String type) {
        List<ResourceAssert> found = all(type);
        assertThat(found).as("resources of type " + type).hasSize(1);
        return found.get(0);
    }

    /** The only resource of {@code type} whose attribute has this value. */
    public ResourceAssert only(String type, String attribute, Object value) {
        List<ResourceAssert> found = all(type).stream()
                .filter(resource -> resource.at(attribute).equals(MAPPER.valueToTree(value)))
                .toList();
        assertThat(found)
                .as("resources of type %s with %s = %s, of %s", type, attribute, value, all(type))
                .hasSize(1);
        return found.get(0);
    }

    public void none(String type) {
        assertThat(all(type)).as("resources of type " + type).isEmpty();
    }

    public ResourceAssert output(String name) {
        return new ResourceAssert("output." + name, root.path("output").path(name));
    }

    /** The whole document: {@code terraform}, {@code provider}, {@code resource}, {@code output}, … */
    public JsonNode root() {
        return root;
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
