package io.tapstack.main.terraform;

import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Machine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where {@code terraform init} gets the AWS provider from: a folder that mirrors the registry, if one holds it, or the
 * registry.
 *
 * @param mirror empty when the registry (or what the caller's configuration says) is to be asked
 * @param callerDecides the caller's own CLI configuration has a {@code provider_installation} and stays in force
 */
public record ProviderSource(Provider provider, Optional<Path> mirror, boolean callerDecides) {
    public static final String VARIABLE = "TAPSTACK_PROVIDER_MIRROR";

    /**
     * @param given a mirror that the caller asks for; {@link #VARIABLE} when empty
     * @throws Failure if the given mirror does not hold the provider
     */
    public static ProviderSource find(Machine machine, Path project, Flavor flavor, Optional<Path> given) {
        Provider provider = Provider.aws(flavor);
        Optional<Path> wanted = given.or(() -> machine.variable(VARIABLE).flatMap(machine::path));
        if (wanted.isPresent()) {
            Path folder = wanted.get().toAbsolutePath().normalize();
            if (!provider.isIn(folder, machine)) {
                throw new Failure(
                        "provider mirror " + folder + " has no " + provider.address() + " " + provider.version()
                                + " for " + machine.terraformPlatform(),
                        "make one with: terraform providers mirror -platform=" + machine.terraformPlatform() + " "
                                + folder);
            }
            return new ProviderSource(provider, Optional.of(folder), false);
        }
        CliConfig config = CliConfig.of(machine, flavor);
        if (config.decidesInstallation()) {
            return new ProviderSource(provider, Optional.empty(), true);
        }
        Optional<Path> found = places(machine, project, config).stream()
                .filter(folder -> provider.isIn(folder, machine))
                .findFirst();
        return new ProviderSource(provider, found, false);
    }

    /** In one line, for a person. */
    public String words() {
        return provider.address() + " " + provider.version() + " from "
                + mirror.map(Path::toString)
                        .orElse(callerDecides ? "where your Terraform CLI configuration says" : "the registry");
    }

    /**
     * The usual places, the caller's own first. Terraform looks into some of them itself, but only for providers that
     * it finds nowhere else; naming the folder makes init independent of the network.
     *
     * @see <a href="https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories">
     *     Implied local mirror directories</a>
     */
    static List<Path> places(Machine machine, Path project, CliConfig config) {
        Set<Path> places = new LinkedHashSet<>();
        config.folders().forEach(folder -> machine.path(folder).ifPresent(places::add));
        machine.variable(CliConfig.CACHE_VARIABLE).flatMap(machine::path).ifPresent(places::add);
        places.add(project.resolve("terraform.d/plugins"));
        places.add(machine.home().resolve(".terraform.d/plugins"));
        places.add(machine.home().resolve(".terraform.d/plugin-cache"));
        if (machine.isMac()) {
            places.add(machine.home().resolve("Library/Application Support/io.terraform/plugins"));
            places.add(machine.fileSystem().resolve("Library/Application Support/io.terraform/plugins"));
        }
        places.add(dataHome(machine).resolve("terraform/plugins"));
        Stream.of(machine.variable("XDG_DATA_DIRS")
                        .orElse("/usr/local/share:/usr/share")
                        .split(":", -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> machine.fileSystem().resolve(folder.substring(1)).resolve("terraform/plugins"))
                .forEach(places::add);
        for (String parent : List.of("opt", "usr/local", "usr/local/lib", "usr/local/share", "var/lib")) {
            places.addAll(children(machine.fileSystem().resolve(parent)));
        }
        return List.copyOf(places);
    }

    private static Path dataHome(Machine machine) {
        return machine.variable("XDG_DATA_HOME")
                .flatMap(machine::path)
                .orElse(machine.home().resolve(".local/share"));
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, Files::isDirectory)) {
            stream.forEach(children::add);
        } catch (IOException none) {
            return List.of();
        }
        children.sort(null);
        return children;
    }
}
