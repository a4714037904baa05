package io.tapstack.main.terraform;

import io.tapstack.main.process.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The caller's own configuration of Terraform's command line.
 *
 * @param missing where {@code TF_CLI_CONFIG_FILE} points although there is nothing; Terraform only warns, and so do we
 * @param text what the configuration says; empty without one
 */
public record CliConfig(Optional<Path> missing, String text) {
    public static final String VARIABLE = "TF_CLI_CONFIG_FILE";

    static final String CACHE_VARIABLE = "TF_PLUGIN_CACHE_DIR";

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(#|//).*$");
    private static final Pattern INSTALLATION = Pattern.compile("\\bprovider_installation\"?\\s*[:=]?\\s*[\\[{]");
    private static final Pattern MIRROR =
            Pattern.compile("\\bfilesystem_mirror\"?\\s*[:=]?\\s*\\[?\\s*\\{[^}]*?\\bpath\"?\\s*[:=]\\s*\"([^\"]+)\"");
    private static final Pattern CACHE = Pattern.compile("\\bplugin_cache_dir\"?\\s*[:=]\\s*\"([^\"]+)\"");

    public static CliConfig of(Machine machine, Flavor flavor) {
        Optional<Path> named = machine.variable(VARIABLE).flatMap(machine::path);
        Optional<Path> missing = named.filter(file -> !Files.isRegularFile(file));
        List<Path> places = new ArrayList<>();
        named.ifPresent(places::add);
        if (named.isEmpty()) {
            places.add(machine.home().resolve(flavor.configFile()));
            machine.variable("XDG_CONFIG_HOME")
                    .flatMap(machine::path)
                    .filter(folder -> flavor == Flavor.TOFU)
                    .ifPresent(folder -> places.add(folder.resolve("opentofu/tofurc")));
        }
        return new CliConfig(
                missing,
                places.stream()
                        .map(CliConfig::read)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse(""));
    }

    /** The caller decides where providers come from: then we do not. */
    public boolean decidesInstallation() {
        return INSTALLATION.matcher(plain()).find();
    }

    /** Folders that the configuration names, whatever for: mirrors and the plugin cache share their layout. */
    public List<String> folders() {
        List<String> folders = new ArrayList<>();
        for (Pattern pattern : List.of(MIRROR, CACHE)) {
            Matcher matcher = pattern.matcher(plain());
            while (matcher.find()) {
                folders.add(matcher.group(1));
            }
        }
        return folders;
    }

    /** The same configuration with the mirror for this provider; everything else may come from its registry. */
    public String with(Path mirror, Provider provider) {
        String kept = text.isBlank() || text.stripLeading().startsWith("{") || decidesInstallation()
                ? ""
                : CACHE.matcher(text).replaceAll("") + "\n"; // the mirror may be the cache itself
        return kept
                + """
                provider_installation {
                  filesystem_mirror {
                    path    = "%s"
                    include = ["%s"]
                  }
                  direct {
                    exclude = ["%s"]
                  }
                }
                """.formatted(
                                mirror.toString().replace("\\", "\\\\").replace("\"", "\\\""),
                                provider.address(),
                                provider.address());
    }

    private String plain() {
        return COMMENT.matcher(text).replaceAll("");
    }

    private static String read(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            return ""; // Terraform will say so itself, if it matters
        }
    }
}
