package io.tapstack.main.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A function as its synthesized stack has it.
 *
 * @param stack folder of the stack: where Terraform runs
 * @param attributes of the {@code aws_lambda_function}
 */
record SynthesizedFunction(Path stack, JsonNode attributes) {

    static Stream<SynthesizedFunction> of(StackFile stack) {
        return stack.all("aws_lambda_function").stream()
                .map(attributes -> new SynthesizedFunction(stack.folder(), attributes));
    }

    /** As its jar is called: {@code payments-api}. */
    String name() {
        return jar().getFileName().toString().replace(".jar", "");
    }

    /** As Terraform finds it. */
    Path jar() {
        return stack.resolve(attributes.path("filename").asText()).normalize();
    }

    String handler() {
        return attributes.path("handler").asText();
    }

    Set<String> variables() {
        Set<String> names = new TreeSet<>();
        attributes.at("/environment/variables").fieldNames().forEachRemaining(names::add);
        return names;
    }

    String variable(String name) {
        return attributes.at("/environment/variables/" + name).asText();
    }

    FunctionJar open() {
        return FunctionJar.open(jar(), handler());
    }

    /** Names the function in test reports. */
    @Override
    public String toString() {
        return name();
    }
}
