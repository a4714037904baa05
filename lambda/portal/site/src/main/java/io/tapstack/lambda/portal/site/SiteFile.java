package io.tapstack.lambda.portal.site;

import io.tapstack.lambda.shared.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file as it is served.
 *
 * @param key its path, without a slash in front
 */
record SiteFile(String key, String text) {
    static final String ASSETS = "assets/";

    /** An asset's name changes with its content, so that a browser need never ask for it again. */
    String cacheControl() {
        if (key.startsWith(ASSETS)) {
            return "public, max-age=31536000, immutable";
        }
        return FileType.of(key) == FileType.HTML ? "no-cache" : "public, max-age=3600";
    }

    Map<String, Object> toManifest() {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("key", key);
        entry.put("path", "site/" + key);
        entry.put("contentType", FileType.of(key).contentType());
        entry.put("cacheControl", cacheControl());
        entry.put("sha256", Sha256.hex(text));
        return entry;
    }
}
