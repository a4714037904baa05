package io.tapstack.main.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code main -> environments -> modules}, no arrow back; functions and what deploys them know nothing of each other. */
@Tag("C1")
final class ProjectArchitectureTest {
    private static final String MODULES = "io.tapstack.modules..";
    private static final String ENVIRONMENTS = "io.tapstack.environments..";
    private static final String MAIN = "io.tapstack.main..";

    /** Tests run in the folder of their module. */
    private static final Path PROJECT = Path.of("..");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tapstack.modules", "io.tapstack.environments", "io.tapstack.main");

    @Test
    void seesAllThree() {
        assertThat(CLASSES.stream().map(type -> type.getPackageName().replaceAll("^(io\\.tapstack\\.\\w+).*", "$1")))
                .contains("io.tapstack.modules", "io.tapstack.environments", "io.tapstack.main");
    }

    @Test
    void dependenciesPointOneWay() {
        check(noClasses()
                .that()
                .resideInAPackage(MODULES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENVIRONMENTS, MAIN));
        check(noClasses()
                .that()
                .resideInAPackage(ENVIRONMENTS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(MAIN));
    }

    @Test
    void mainReachesModulesForPlainValuesOnly() {
        check(classes()
                .that()
                .resideInAPackage(MODULES)
                .and()
                .resideOutsideOfPackage("io.tapstack.modules.core..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideOutsideOfPackage(MAIN));
    }

    @Test
    void onlyTheAppKnowsCdktf() {
        check(noClasses()
                .that()
                .resideInAPackage(MAIN)
                .and()
                .doNotHaveFullyQualifiedName("io.tapstack.main.App")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.hashicorp..", "software.constructs.."));
    }

    @Test
    void packagesOfMainHaveNoCycles() {
        check(slices().matching("io.tapstack.main.(*)..").should().beFreeOfCycles());
    }

    @Test
    void functionsKnowNothingOfWhatDeploysThem() throws IOException {
        assertThat(imports("lambda", "io\\.tapstack\\.(modules|environments|main)\\."))
                .isEmpty();
    }

    @Test
    void whatDeploysFunctionsKnowsNothingOfTheirCode() throws IOException {
        for (String module : List.of("modules", "environments", "main")) {
            assertThat(imports(module, "io\\.tapstack\\.lambda\\.")).isEmpty();
        }
    }

    /** Sources under {@code folder}, tests aside, that import a class of {@code packages}. */
    private static List<Path> imports(String folder, String packages) throws IOException {
        Pattern pattern = Pattern.compile("^import (static )?" + packages, Pattern.MULTILINE);
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> path.toString().replace('\\', '/').contains("/src/main/java/"))
                    .toList()) {
                if (pattern.matcher(Files.readString(file)).find()) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
