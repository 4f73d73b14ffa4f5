package io.hookward.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.hookward.testkit.check.ProbeHandler;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The test kit stands on the core alone, so that tests of every transport and every store can use it. */
class ArchitectureTest {

    private static final String TEST_KIT = "io.hookward.testkit..";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(ArchitectureTest.class);

    @Test
    @DisplayName("the test kit uses the core with its JSON, and test libraries: no transport, no container")
    void usesCore() {
        classes()
                .that()
                .resideInAPackage(TEST_KIT)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        TEST_KIT,
                        "io.hookward",
                        "io.hookward.scheme..",
                        "io.hookward.secret..",
                        "io.hookward.request..",
                        "io.hookward.sign..",
                        "io.hookward.verify..",
                        "io.hookward.claim..",
                        "java..",
                        "javax.crypto..",
                        "org.assertj..",
                        "org.awaitility..",
                        "org.jspecify..",
                        "org.junit.jupiter..",
                        "org.slf4j..",
                        "tools.jackson.."))
                .check(MAIN);
    }

    @Test
    @DisplayName("what signs and sends does not know who checks receivers, writes commands or explains failures")
    void arrows() {
        noClasses()
                .that()
                .resideInAPackage("io.hookward.testkit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.hookward.testkit.check", "io.hookward.testkit.curl", "io.hookward.testkit.explain")
                .check(MAIN);
    }

    @Test
    @DisplayName("nothing sleeps, neither the test kit nor its tests, but the handler that a probe asks to")
    void noSleep() {
        noClasses()
                .that()
                .areNotAssignableTo(ProbeHandler.class)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .check(new ClassFileImporter().importPackagesOf(ArchitectureTest.class));
    }
}
