package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.terraform.Flavor;
import io.tapstack.main.terraform.TerraformProgram;
import io.tapstack.main.terraform.Version;
import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FingerprintTest {
    private static final TerraformProgram TERRAFORM =
            new TerraformProgram(Path.of("terraform"), Flavor.TERRAFORM, new Version(1, 11, 4));

    @TempDir
    private Path folder;

    private Stage stage;
    private Project project;
    private String before;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
        project = new Project(folder.resolve("project"));
        stage.write(project.configuration(), "{}");
        stage.write(project.library().resolve("io.tapstack.tapstack-modules.jar"), "constructs");
        stage.write(project.library().resolve("org.example.library.jar"), "library");
        stage.write(function("payments-api.jar"), "function");
        before = fingerprint();
    }

    @Test
    void staysWhileNothingChanges() {
        stage.write(project.root().resolve("README.md"), "new words");
        stage.write(function("original-payments-api.jar"), "not deployed");
        stage.write(function("tapstack-lambda-portal-application-0.1.0-tests.jar"), "not deployed");
        assertThat(fingerprint()).isEqualTo(before).hasSize(64);
    }

    @Test
    void changesWithAConstruct() {
        stage.write(project.library().resolve("io.tapstack.tapstack-modules.jar"), "constructz");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void changesWithAFunction() {
        stage.write(function("payments-api.jar"), "funktion");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void changesWithTheSite() {
        stage.write(project.lambda().resolve("portal/site/target/site-manifest.json"), "{}");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void changesWithTheContext() {
        stage.write(project.configuration(), "[]");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void changesWithALibrary() {
        stage.write(project.library().resolve("org.example.library.jar"), "another library");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void changesWithTerraformAndTheSystem() {
        TerraformProgram younger = new TerraformProgram(Path.of("t"), Flavor.TERRAFORM, new Version(1, 12, 0));
        assertThat(Fingerprint.of(project, "payments", younger)).isNotEqualTo(before);
        assertThat(Fingerprint.of(project, "loyalty", TERRAFORM)).isNotEqualTo(before);
    }

    private String fingerprint() {
        return Fingerprint.of(project, "payments", TERRAFORM);
    }

    private Path function(String jar) {
        return project.lambda().resolve("payments/api/target").resolve(jar);
    }
}
