package io.tapstack.lambda.portal.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("B3")
class SiteTest {
    private static final Map<String, String> SOURCES = Map.of(
            "index.html", "<script src=\"/assets/a.js\"></script><link href=\"/assets/c.css\">",
            "assets/a.js", "import '/assets/b.js'",
            "assets/b.js", "1",
            "assets/c.css", "p {}");

    @Test
    void namesAssetsAfterTheirContentAndKeepsPages() {
        assertThat(keys(SOURCES))
                .hasSize(4)
                .anyMatch(key -> key.matches("assets/a-[0-9a-f]{16}\\.js"))
                .anyMatch(key -> key.matches("assets/c-[0-9a-f]{16}\\.css"))
                .contains("index.html");
    }

    @Test
    void everyReferenceLeadsToAFile() {
        var files = Site.of(SOURCES);
        var keys = files.stream().map(SiteFile::key).toList();

        assertThat(file(files, "index.html")).doesNotContain("a.js\"", "c.css\"");
        for (var file : files) {
            for (var part : file.text().split("['\"]", -1)) {
                if (part.startsWith("/assets/")) {
                    assertThat(keys).contains(part.substring(1));
                }
            }
        }
    }

    @Test
    void aChangeReachesEverythingThatRefersToItAndNothingElse() {
        var before = keys(SOURCES);
        var changed = new TreeMap<>(SOURCES);
        changed.put("assets/b.js", "2");
        var after = keys(changed);

        assertThat(common(before, after)).allMatch(key -> key.equals("index.html") || key.startsWith("assets/c-"));
        assertThat(file(Site.of(changed), "index.html")).isNotEqualTo(file(Site.of(SOURCES), "index.html"));
    }

    @Test
    void theOrderOfTheSourcesDoesNotMatter() {
        var backwards = new TreeMap<String, String>(Collections.reverseOrder());
        backwards.putAll(SOURCES);

        assertThat(SiteBuild.manifest(Site.of(new LinkedHashMap<>(backwards))))
                .isEqualTo(SiteBuild.manifest(Site.of(new TreeMap<>(SOURCES))));
    }

    @Test
    void refusesReferenceThatLeadsNowhere() {
        assertThatThrownBy(() -> Site.of(Map.of("index.html", "<img src=\"/assets/gone.svg\">")))
                .hasMessage("index.html refers to /assets/gone.svg, which does not exist");
    }

    @Test
    void refusesCircle() {
        assertThatThrownBy(() -> Site.of(new TreeMap<>(
                        Map.of("assets/a.js", "import '/assets/b.js'", "assets/b.js", "import '/assets/a.js'"))))
                .hasMessage("assets refer to each other in a circle: assets/a.js -> assets/b.js -> assets/a.js");
    }

    @Test
    void refusesUnknownType() {
        assertThatThrownBy(() -> Site.of(Map.of("photo.png", "")))
                .hasMessage("photo.png: its extension must be one of [css, html, js, svg, txt]");
    }

    @Test
    void writesTheFilesAndTheirManifestAndNothingOfAnEarlierBuild(@TempDir Path folder) throws IOException {
        var sources = Files.createDirectories(folder.resolve("web/assets")).getParent();
        Files.writeString(sources.resolve("index.html"), "<link href=\"/assets/a.css\">");
        Files.writeString(sources.resolve("assets/a.css"), "p {}");
        SiteBuild.build(sources, folder);
        var first = manifest(folder);
        SiteBuild.build(sources, folder);
        assertThat(manifest(folder)).isEqualTo(first);

        Files.writeString(sources.resolve("assets/a.css"), "p { margin: 0; }");
        SiteBuild.build(sources, folder);

        try (var written = Files.walk(folder.resolve("site"))) {
            assertThat(written.filter(Files::isRegularFile)).hasSize(2);
        }
        for (var file : Json.object(manifest(folder)).items("files", JsonObject.class)) {
            var text = Files.readString(folder.resolve(file.string("path").orElseThrow()));
            assertThat(file.string("sha256")).contains(Sha256.hex(text));
        }
    }

    @Test
    @Tag("B4")
    void thePageHasNothingInlineAndNoOtherOrigin() throws IOException {
        var site = Path.of("target", "site");
        try (var pages = Files.list(site)) {
            for (var page :
                    pages.filter(path -> path.toString().endsWith(".html")).toList()) {
                assertThat(Files.readString(page))
                        .doesNotContain(" style=", "<style", " onclick", "javascript:", "http://", "https://")
                        .doesNotContainPattern("<script(?![^>]* src=)");
            }
        }
    }

    @Test
    @Tag("B4")
    void manifestSaysHowEachFileIsServed() throws IOException {
        var files = Json.object(manifest(Path.of("target"))).items("files", JsonObject.class);

        assertThat(files)
                .extracting(file -> file.string("key").orElseThrow().replaceAll("-[0-9a-f]{16}\\.", "-#.")
                        + " | " + file.string("contentType").orElseThrow()
                        + " | " + file.string("cacheControl").orElseThrow())
                .contains(
                        "assets/portal-#.css | text/css; charset=utf-8 | public, max-age=31536000, immutable",
                        "assets/portal-#.js | text/javascript; charset=utf-8 | public, max-age=31536000, immutable",
                        "assets/mark-#.svg | image/svg+xml | public, max-age=31536000, immutable",
                        "error.html | text/html; charset=utf-8 | no-cache",
                        "index.html | text/html; charset=utf-8 | no-cache",
                        "robots.txt | text/plain; charset=utf-8 | public, max-age=3600");
    }

    @Test
    @Tag("B4")
    void theContractNamesEveryHeader() throws IOException {
        var contract = Files.readString(Path.of("..", "README.md"));

        ResponseHeaders.all()
                .forEach((name, value) -> assertThat(contract).contains("| `" + name + "` | `" + value + "` |"));
    }

    private static List<String> keys(Map<String, String> sources) {
        return Site.of(sources).stream().map(SiteFile::key).toList();
    }

    private static List<String> common(List<String> one, List<String> other) {
        return one.stream().filter(other::contains).collect(Collectors.toList());
    }

    private static String file(List<SiteFile> files, String key) {
        return files.stream()
                .filter(file -> file.key().equals(key))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static String manifest(Path folder) throws IOException {
        return Files.readString(folder.resolve("site-manifest.json"));
    }
}
