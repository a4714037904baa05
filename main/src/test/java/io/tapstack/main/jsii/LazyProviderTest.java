package io.tapstack.main.jsii;

import static io.tapstack.main.jsii.SynthesisProcess.LAZY_PROVIDER;
import static io.tapstack.main.jsii.SynthesisProcess.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.jsii.SynthesisProcess.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code main/jsii/lazy-provider.cjs}: what it changes about loading, and that it changes nothing else. */
final class LazyProviderTest {
    /** Whatever the stacks use, it is a small part of the 1,849 files. */
    private static final int FEW = 200;

    private static final String HEAD = """
            "use strict";
            Object.defineProperty(exports, "__esModule", { value: true });
            """;

    @TempDir
    private Path folder;

    /** {@link OneProcessTest} compares every stack. */
    @Test
    void aStackIsTheSameByteForByte() throws IOException {
        synthesize(LAZY_PROVIDER).isTheOneStackAsExpected();
        assertThat(loaded()).isBetween(10, FEW);
    }

    @Test
    void anIndexOfAnotherShapeIsLoadedAsEver() throws IOException {
        synthesize(resource("other-index.cjs"), LAZY_PROVIDER).isTheOneStackAsExpected();
        assertThat(loaded()).isGreaterThan(FEW);
    }

    @Test
    void aNamespaceIsLoadedAtItsFirstUse() {
        write("index.js", HEAD + declare("used", "unused") + require("used") + require("unused"));
        write("used/index.js", HEAD + "exports.name = 'used';\nglobal.loaded.push('used');\n");
        write("unused/index.js", HEAD + "global.loaded.push('unused');\n");
        assertThat(run("print(Object.keys(provider), [...loaded], provider.used.name, provider.used.name, loaded)"))
                .isEqualTo("[['used','unused'],[],'used','used',['used']]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exports.version = '1';\n",
                "Object.assign(exports, require(\"./unused\"));\n",
                "exports.more = require(\"./unused\");\n",
                "exports.unused = require(\"./unused\").inner;\n",
                "global.loaded.push('index');\n",
                "exports.declared = void 0;\n"
            })
    void anIndexWithAnythingElseInItIsLoadedAsEver(String line) {
        write("index.js", HEAD + declare("used", "unused") + require("used") + require("unused") + line);
        write("used/index.js", HEAD + "global.loaded.push('used');\n");
        write("unused/index.js", HEAD + "global.loaded.push('unused');\n");
        assertThat(run("print(loaded.slice(0, 2))")).isEqualTo("[['used','unused']]");
    }

    @Test
    void structsAreLoadedWithTheFirstOfThem() {
        structs(HEAD + declare("A", "b") + "function b() { return 'b'; }\nexports.b = b;\n"
                + "class A { }\nexports.A = A;\nglobal.loaded.push('structs0');\n");
        assertThat(run("print(Object.keys(provider.acl).sort(), [...loaded], provider.acl.b(), loaded,"
                        + " typeof provider.acl.A, provider.acl.__esModule)"))
                .isEqualTo("[['A','Acl','b'],[],'b',['structs0'],'function',true]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.exports = { A: 1 };\nglobal.loaded.push('structs0');\n",
                "\"use strict\";\nexports.A = 1;\nglobal.loaded.push('structs0');\n",
                HEAD + "exports.A = void 0; global.loaded.push('structs0');\n"
            })
    void structsThatBeginInAnotherWayAreLoadedAsEver(String content) {
        structs(content);
        assertThat(run("print(Object.keys(provider.acl).sort(), loaded)")).isEqualTo("[['A','Acl'],['structs0']]");
    }

    @Test
    void aSourceMapIsCutOffAndNothingElse() {
        write("index.js", HEAD + declare("used") + require("used"));
        write("used/index.js", HEAD + "exports.text = 'zwölf';\n//# sourceMappingURL=data:application/json,{}");
        assertThat(run("print(provider.used.text)")).isEqualTo("['zwölf']");
        write("used/index.js", HEAD + "exports.text = `\n//# sourceMappingURL=data:`;\n");
        assertThat(run("print(provider.used.text.length)")).isEqualTo("[27]");
    }

    @Test
    void aBrokenFileFailsAsEver() {
        write("index.js", HEAD + declare("used") + require("used"));
        write("used/index.js", HEAD + "throw new Error('broken');\n");
        assertThat(run("try { provider.used } catch (e) { print(e.message) }")).isEqualTo("['broken']");
        write("index.js", HEAD + declare("gone") + require("gone"));
        assertThat(run("try { provider.gone } catch (e) { print(e.code) }")).isEqualTo("['MODULE_NOT_FOUND']");
    }

    /** A resource whose bindings are in a file of structs, exported the way TypeScript compiles {@code export *}. */
    private void structs(String content) {
        String exportStar = """
                for (const name in structs) {
                  if (name !== "default" && !Object.prototype.hasOwnProperty.call(exports, name)) {
                    Object.defineProperty(exports, name, Object.getOwnPropertyDescriptor(structs, name));
                  }
                }
                """;
        write("index.js", HEAD + declare("acl") + require("acl"));
        write(
                "acl/index.js",
                HEAD + declare("Acl") + "const structs = require('./index-structs');\n" + exportStar
                        + "exports.Acl = class {};\n");
        write("acl/index-structs/index.js", HEAD + "const structs = require('./structs0');\n" + exportStar);
        write("acl/index-structs/structs0.js", content);
    }

    private static String declare(String... names) {
        return "exports." + String.join(" = exports.", names) + " = void 0;\n";
    }

    private static String require(String name) {
        return "exports." + name + " = require(\"./" + name + "\");\n";
    }

    private void write(String file, String content) {
        try {
            Path path = folder.resolve("node_modules/@cdktf/provider-aws/lib").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs JavaScript that sees the package as {@code provider}; what it prints, with single quotes. */
    private String run(String script) {
        String program = """
                global.loaded = [];
                const provider = require('@cdktf/provider-aws/lib/index.js');
                const print = (...values) => console.log(JSON.stringify(values));
                """;
        try {
            Files.writeString(folder.resolve("program.js"), program + script);
            Process node = new ProcessBuilder("node", "--require", LAZY_PROVIDER.toString(), "program.js")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(node.waitFor()).as(said).isZero();
            return said.strip().replace('"', '\'');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Outcome synthesize(Path... preloaded) {
        List<Path> all = new ArrayList<>(List.of(resource("count-loaded.cjs")));
        all.addAll(List.of(preloaded));
        return SynthesisProcess.plain(all.toArray(Path[]::new))
                .with(Map.of("LOADED", folder.resolve("loaded").toString()))
                .ofOneStack()
                .run();
    }

    /** How many of the package's files were. */
    private int loaded() throws IOException {
        return Integer.parseInt(Files.readString(folder.resolve("loaded")).split(" ", 2)[1]);
    }
}
