package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
import io.tapstack.main.terraform.TerraformProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Of everything that decides what a deploy makes: our own code (constructs read nothing from outside, C1), the context,
 * the functions' jars, the libraries and Terraform. Equal fingerprints give equal stacks, so nothing has to be
 * synthesized to know that.
 */
final class Fingerprint {
    private static final String OURS = "io.tapstack.";

    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String of(Project project, String system, TerraformProgram terraform) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(system);
        fingerprint.add(terraform.flavor() + " " + terraform.version());
        fingerprint.addContent(project.configuration());
        for (Path jar : files(project.library(), 1, name -> name.endsWith(".jar"))) {
            if (jar.getFileName().toString().startsWith(OURS)) {
                fingerprint.addContent(jar);
            } else {
                fingerprint.addSize(jar);
            }
        }
        files(project.lambda(), 4, Fingerprint::isDeployed).forEach(fingerprint::addContent);
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    /**
     * The functions' jars, and the site by its manifest, which has each file's checksum. Not what a jar was shaded from, nor a
     * jar of tests, which a build without tests leaves as it was.
     */
    private static boolean isDeployed(String name) {
        return name.equals("site-manifest.json")
                || (name.endsWith(".jar") && !name.startsWith("original-") && !name.endsWith("-tests.jar"));
    }

    private static List<Path> files(Path folder, int depth, Predicate<String> isWanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> isWanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new Failure("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private void addContent(Path file) {
        addSize(file);
        try (InputStream input = new DigestInputStream(Files.newInputStream(file), digest)) {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw Failure.of("cannot read " + file, e);
        }
    }

    private void addSize(Path file) {
        try {
            add(file.getFileName() + " " + Files.size(file));
        } catch (IOException e) {
            throw Failure.of("cannot read " + file, e);
        }
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
