package io.tapstack.main.documents;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Finds code in documents that names a missing file, folder or test of the project. */
record UnknownNames(Collection<Path> files) {
    private static final Pattern PATH = Pattern.compile("(?:\\./)?[\\w.<*-]+(?:/[\\w.<>*…-]*)+");
    private static final Pattern SOURCE = Pattern.compile("[\\w.<>*…/-]*\\.(?:java|py|md|tsv|cjs|sh)");
    private static final Pattern TEST = Pattern.compile("[A-Z]\\w+(?:Test|IT)");

    /** Output of a build, and keys of objects in a bucket. */
    private static final Pattern NO_SOURCE = Pattern.compile("(?:.*/)?target/.*|application/<sha256>/.*");

    List<String> in(Document document) {
        return document.code().stream()
                .filter(code -> isName(document, code))
                .filter(code -> !NO_SOURCE.matcher(code).matches())
                .filter(code -> !ProjectFiles.contain(files, TEST.matcher(code).matches() ? code + ".java" : code))
                .toList();
    }

    private boolean isName(Document document, String code) {
        return SOURCE.matcher(code).matches()
                || TEST.matcher(code).matches()
                || (PATH.matcher(code).matches() && startsInAFolder(document, code));
    }

    private boolean startsInAFolder(Document document, String code) {
        Path first = Path.of(code.replaceAll("^\\./", "").replaceAll("/.*", ""));
        Path sibling = document.path().resolveSibling(first);
        return !first.toString().isEmpty() && (files.contains(first) || files.contains(sibling));
    }
}
