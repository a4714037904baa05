package io.tapstack.lambda.portal.site;

import io.tapstack.lambda.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The build step: reads the sources, writes the site and its manifest. The same sources give the same bytes. */
public final class SiteBuild {
    private static final int MANIFEST_VERSION = 1;

    private SiteBuild() {}

    /** @param arguments the sources' folder and the one to write into */
    public static void main(String[] arguments) {
        build(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void build(Path sources, Path target) {
        try {
            var files = Site.of(read(sources));
            var folder = target.resolve("site");
            delete(folder);
            for (var file : files) {
                var path = folder.resolve(file.key());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.text());
            }
            Files.writeString(target.resolve("site-manifest.json"), manifest(files) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String manifest(List<SiteFile> files) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("version", MANIFEST_VERSION);
        manifest.put("headers", ResponseHeaders.all());
        manifest.put("files", files.stream().map(SiteFile::toManifest).toList());
        return Json.write(manifest);
    }

    private static Map<String, String> read(Path folder) throws IOException {
        var sources = new TreeMap<String, String>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                sources.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return sources;
    }

    /** What an earlier build wrote must not be deployed again. */
    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var paths = Files.walk(folder)) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
