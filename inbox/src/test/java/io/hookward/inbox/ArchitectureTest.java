package io.hookward.inbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The inbox stands on the core and on JDBC, and knows nothing else. */
class ArchitectureTest {
    private static final String INBOX = "io.hookward.inbox..";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(ArchitectureTest.class);

    @Test
    @DisplayName(
            "the inbox uses the core, JDBC and its embedded database: no servlet, no framework, no pool, no test kit")
    void usesCoreAndJdbc() {
        classes()
                .that()
                .resideInAPackage(INBOX)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        INBOX,
                        "io.hookward",
                        "io.hookward.scheme..",
                        "io.hookward.request..",
                        "io.hookward.claim..",
                        "java..",
                        "javax.crypto..",
                        "javax.sql..",
                        "org.h2.jdbcx..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "tools.jackson.."))
                .check(MAIN);
    }

    @Test
    @DisplayName("H2 is met in one place, so that the inbox runs without it elsewhere")
    void h2InOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("EmbeddedDatabase")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.h2..")
                .check(MAIN);
    }

    @Test
    @DisplayName("nothing sleeps: not the inbox, and not its tests")
    void noSleep() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(new ClassFileImporter().importPackagesOf(ArchitectureTest.class));
    }
}
