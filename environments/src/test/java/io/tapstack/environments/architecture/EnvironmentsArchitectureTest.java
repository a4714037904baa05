package io.tapstack.environments.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code environments -> modules}: values of settings and the list of stacks, nothing of how a stack is built. */
final class EnvironmentsArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tapstack.environments");

    @Test
    void seesTheClasses() {
        assertThat(CLASSES).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void environmentsKnowNoResource() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.hashicorp.cdktf.providers..", "software.constructs.."));
    }

    @Test
    void onlyTheListOfStacksKnowsCdktf() {
        check(noClasses()
                .that()
                .doNotHaveSimpleName("Environments")
                .and()
                .doNotHaveSimpleName("PlannedStack")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.hashicorp.."));
    }

    @Test
    void environmentsKnowNothingThatIsBuiltOnThem() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tapstack.main..", "io.tapstack.lambda.."));
    }

    @Test
    @Tag("C1")
    void nothingReadsTheOutsideWorld() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.nio.file", "java.net")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(System.class, Runtime.class));
    }

    @Test
    void classesAreFinal() {
        check(classes().that().areTopLevelClasses().should().haveModifier(JavaModifier.FINAL));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
