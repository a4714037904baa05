package io.tapstack.lambda.portal.site;

import java.util.Arrays;
import java.util.Locale;

/** The types of files there are. */
enum FileType {
    CSS("text/css; charset=utf-8"),
    HTML("text/html; charset=utf-8"),
    JS("text/javascript; charset=utf-8"),
    SVG("image/svg+xml"),
    TXT("text/plain; charset=utf-8");

    private final String contentType;

    FileType(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /**
     * The type that the name's extension tells.
     *
     * @throws IllegalArgumentException where it tells none
     */
    static FileType of(String path) {
        var extension = path.substring(path.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(type -> type.extension().equals(extension))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + ": its extension must be one of "
                        + Arrays.stream(values()).map(FileType::extension).toList()));
    }

    private String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
