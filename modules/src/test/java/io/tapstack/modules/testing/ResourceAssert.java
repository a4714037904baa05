package io.tapstack.modules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * Assertions over one block of Terraform JSON. Attributes are named by path: {@code versioning_configuration/status},
 * {@code rule/0/id}; a block that CDKTF writes as a list of one may be named without its {@code 0}.
 */
public final class ResourceAssert {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String address;
    private final JsonNode block;

    ResourceAssert(String address, JsonNode block) {
        this.address = address;
        this.block = block;
    }

    public ResourceAssert has(String path, Object value) {
        JsonNode expected = MAPPER.valueToTree(value);
        assertThat(at(path)).as("%s %s of %s", address, path, block).isEqualTo(expected);
        return this;
    }

    /** The attribute is a string, usually one with a reference in it, that contains {@code part}. */
    public ResourceAssert hasText(String path, String part) {
        assertThat(at(path).asText()).as("%s %s of %s", address, path, block).contains(part);
        return this;
    }

    public ResourceAssert lacks(String path) {
        assertThat(at(path).isMissingNode() || at(path).isNull())
                .as("%s has no %s: %s", address, path, at(path))
                .isTrue();
        return this;
    }

    /** An attribute that holds JSON text, such as a policy, as a block of its own. */
    public ResourceAssert json(String path) {
        return new ResourceAssert(address + " " + path, Synthesized.parse(at(path).asText()));
    }

    /** A statement of a policy attribute, by its Sid. */
    public ResourceAssert statement(String path, String sid) {
        for (JsonNode statement : Synthesized.parse(at(path).asText()).path("Statement")) {
            if (statement.path("Sid").asText().equals(sid)) {
                return new ResourceAssert(address + " " + path + " " + sid, statement);
            }
        }
        throw new AssertionError(address + " " + path + " has no statement " + sid + ": " + at(path));
    }

    public List<ResourceAssert> each(String path) {
        List<ResourceAssert> found = new ArrayList<>();
        at(path).forEach(node -> found.add(new ResourceAssert(address + " " + path, node)));
        return found;
    }

    public JsonNode at(String path) {
        JsonNode node = block;
        for (String name : path.split("/", -1)) {
            if (node.isArray() && !name.matches("\\d+")) {
                node = node.path(0);
            }
            node = node.isArray() ? node.path(Integer.parseInt(name)) : node.path(name);
        }
        return node;
    }

    /** The name in the stack's JSON, as {@code type.name}. */
    public String address() {
        return address;
    }

    @Override
    public String toString() {
        return address + " " + block;
    }
}
