package io.tapstack.environments.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import io.tapstack.environments.Context;
import io.tapstack.environments.Environments;
import io.tapstack.modules.core.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every stack of every environment, as {@code cdktf synth} writes it; the shipped ones once for all tests. */
public final class SynthesizedStacks {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, StackJson> SHIPPED = of(TestContext.of(TestContext.json()));

    private SynthesizedStacks() {}

    /** Those that {@code cdktf.json} as it is shipped describes: only prod has a domain there. */
    public static List<StackJson> configured() {
        return Configured.STACKS;
    }

    /** Environments with a domain in {@code cdktf.json}. */
    public static Set<Environment> configuredWithDomain() {
        JsonNode environments = configuration().path("environments");
        return Arrays.stream(Environment.values())
                .filter(environment -> environments.path(environment.id()).has("domain"))
                .collect(Collectors.toSet());
    }

    /** Synthesized by the first test that needs them. */
    private static final class Configured {
        static final List<StackJson> STACKS =
                List.copyOf(of(TestContext.of(configuration())).values());
    }

    private static JsonNode configuration() {
        try {
            return MAPPER.readTree(Path.of("..", "cdktf.json").toFile()).at("/context/tapstack");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<StackJson> shipped() {
        return List.copyOf(SHIPPED.values());
    }

    /** The one called {@code payments-dev}, for example. */
    public static StackJson shipped(String id) {
        return SHIPPED.get(id);
    }

    /** Stacks by id. */
    public static Map<String, StackJson> of(Context context) {
        try {
            Path folder = Files.createTempDirectory("synthesized-stacks");
            try {
                App app = new App(AppConfig.builder().outdir(folder.toString()).build());
                Environments.build(app, context);
                app.synth();
                return read(folder.resolve("stacks"));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, StackJson> read(Path stacks) throws IOException {
        Map<String, StackJson> byId = new LinkedHashMap<>();
        try (Stream<Path> folders = Files.list(stacks).sorted()) {
            for (Path folder : folders.toList()) {
                String id = folder.getFileName().toString();
                JsonNode root = MAPPER.readTree(folder.resolve("cdk.tf.json").toFile());
                byId.put(id, new StackJson(id, root));
            }
        }
        return byId;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder).sorted(Comparator.reverseOrder())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
