package io.tapstack.modules.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveOnlyFinalFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tapstack.modules.core.Settings;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

/** Inside modules, {@code systems -> constructs -> core}; nothing points back, nothing reads the outside world. */
final class ModulesArchitectureTest {
    private static final String CORE = "io.tapstack.modules.core..";
    private static final String SYSTEMS = "io.tapstack.modules.systems..";
    private static final String[] CDKTF = {"com.hashicorp..", "software.constructs..", "software.amazon.jsii.."};

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_ARCHIVES)
            .importPackages("io.tapstack.modules");

    /** Reads {@code openapi.json} out of its own jar, which is no outside world. */
    private static final DescribedPredicate<JavaClass> READS_ITS_OWN_RESOURCE =
            describe("read their own resource", type -> type.getSimpleName().equals("ApiDefinition"));

    private static final DescribedPredicate<JavaClass> OUTSIDE_WORLD = describe(
            "the outside world",
            type -> Set.of("java.io", "java.nio.file", "java.net").contains(type.getPackageName())
                    && !type.isAssignableTo(java.io.Serializable.class));

    @Test
    void seesTheClasses() {
        assertThat(CLASSES).hasSizeGreaterThan(100);
        assertThat(CLASSES.contain(Construct.class)).isFalse();
    }

    @Test
    void coreIsPlainJava() {
        check(classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat(describe(
                        "are Java's, Jackson's or core's own",
                        type -> type.isPrimitive()
                                || type.isArray()
                                || type.getPackageName().startsWith("java.")
                                || type.getPackageName().startsWith("com.fasterxml.jackson.")
                                || type.getPackageName().equals("io.tapstack.modules.core"))));
    }

    @Test
    void constructsKnowNoSystem() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(SYSTEMS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SYSTEMS));
    }

    @Test
    void modulesKnowNothingThatIsBuiltOnThem() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tapstack.environments..", "io.tapstack.main..", "io.tapstack.lambda.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.tapstack.modules.(*)..").should().beFreeOfCycles());
    }

    @Test
    void systemsAreIndependentOfEachOther() {
        check(slices().matching("io.tapstack.modules.systems.(*)..").should().notDependOnEachOther());
    }

    @Test
    @Tag("C1")
    void nothingReadsFilesOrTheNetwork() {
        check(noClasses()
                .that(DescribedPredicate.not(READS_ITS_OWN_RESOURCE))
                .should()
                .dependOnClassesThat(OUTSIDE_WORLD));
    }

    @Test
    @Tag("C1")
    void nothingReadsTheProcess() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(System.class, Runtime.class, ProcessBuilder.class, ProcessHandle.class));
    }

    /** Else a plan would differ from one run to the next. */
    @Test
    void nothingDependsOnTimeOrChance() {
        check(noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class));
    }

    @Test
    void settingsKnowNoCdktf() {
        check(noClasses()
                .that()
                .implement(Settings.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CDKTF));
        check(classes()
                .that()
                .haveSimpleNameEndingWith("Settings")
                .and()
                .areRecords()
                .should()
                .implement(Settings.class));
    }

    @Test
    void refsAreValuesWithoutCdktf() {
        check(classes().that().haveSimpleName("Ref").should().beRecords());
        check(noClasses()
                .that()
                .haveSimpleName("Ref")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CDKTF));
    }

    @Test
    void constructsAreFinalAndInheritFromCdktfOnly() {
        DescribedPredicate<JavaClass> constructs = describe("constructs", type -> type.isAssignableTo(Construct.class));
        check(classes()
                .that(constructs)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould(haveOnlyFinalFields()));
        check(noClasses()
                .that(constructs)
                .should()
                .beAssignableTo(describe("another construct of this project", type -> type.getRawSuperclass()
                        .filter(parent -> parent.getPackageName().startsWith("io.tapstack"))
                        .isPresent())));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses().should().haveNameMatching(".*(Util|Utils|Manager|Helper|Helpers|Impl|Common|Base)"));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
