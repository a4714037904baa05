package io.tapstack.main.documents;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds links and pictures that lead nowhere within the project. Addresses on the web are not looked at.
 *
 * @param anchors of each document
 */
record BrokenLinks(Collection<Path> files, Map<Path, Set<String>> anchors) {

    List<String> in(Document document) {
        return document.links().stream()
                .filter(link -> !link.matches("https?://.*|mailto:.*"))
                .filter(link -> !leadsSomewhere(document.path(), link))
                .toList();
    }

    private boolean leadsSomewhere(Path from, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? from : from.resolveSibling(file).normalize();
        if (!files.contains(target) && !target.toString().isEmpty()) {
            return false;
        }
        return hash < 0 || anchors.getOrDefault(target, Set.of()).contains(link.substring(hash + 1));
    }
}
