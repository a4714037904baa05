package io.tapstack.lambda.portal.site;

import io.tapstack.lambda.shared.Sha256;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names every asset after its content, and puts the new names wherever files refer to assets: by their path from the
 * root, {@code /assets/…}. So an asset's name also changes with what it refers to.
 */
final class Site {
    private static final Pattern REFERENCE = Pattern.compile("/(assets/[A-Za-z0-9._-]+)");
    private static final int HASH_DIGITS = 16;

    private final Map<String, String> sources;
    private final Map<String, SiteFile> made = new TreeMap<>();

    /** What is being made: a file, what it refers to, what that refers to … */
    private final LinkedHashSet<String> making = new LinkedHashSet<>();

    private Site(Map<String, String> sources) {
        this.sources = sources;
    }

    /**
     * Makes the files, in the order of their keys.
     *
     * @param sources text by path
     * @throws IllegalArgumentException where a file's type is not known, a reference leads nowhere or in a circle
     */
    static List<SiteFile> of(Map<String, String> sources) {
        var site = new Site(sources);
        sources.keySet().forEach(site::file);
        var byKey = new TreeMap<String, SiteFile>();
        site.made.values().forEach(file -> byKey.put(file.key(), file));
        return List.copyOf(byKey.values());
    }

    private SiteFile file(String path) {
        var known = made.get(path);
        if (known != null) {
            return known;
        }
        FileType.of(path);
        if (!making.add(path)) {
            throw new IllegalArgumentException(
                    "assets refer to each other in a circle: " + String.join(" -> ", making) + " -> " + path);
        }
        var text = REFERENCE
                .matcher(sources.get(path))
                .replaceAll(reference -> Matcher.quoteReplacement(
                        "/" + referredTo(path, reference.group(1)).key()));
        making.remove(path);
        var file = new SiteFile(path.startsWith(SiteFile.ASSETS) ? hashed(path, text) : path, text);
        made.put(path, file);
        return file;
    }

    private SiteFile referredTo(String from, String path) {
        if (!sources.containsKey(path)) {
            throw new IllegalArgumentException(from + " refers to /" + path + ", which does not exist");
        }
        return file(path);
    }

    private static String hashed(String path, String text) {
        var dot = path.lastIndexOf('.');
        return path.substring(0, dot) + "-" + Sha256.hex(text).substring(0, HASH_DIGITS) + path.substring(dot);
    }
}
