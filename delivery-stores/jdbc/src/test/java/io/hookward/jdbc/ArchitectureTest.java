package io.hookward.jdbc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The store stands between the core and JDBC, and knows nothing else, not even the time. */
class ArchitectureTest {

    private static final String JDBC = "io.hookward.jdbc..";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(ArchitectureTest.class);

    @Test
    @DisplayName("the store uses claims and plain JDBC: no driver, no pool, no framework")
    void usesClaimsAndJdbc() {
        classes()
                .that()
                .resideInAPackage(JDBC)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        JDBC, "io.hookward", "io.hookward.claim..", "java..", "javax.sql..", "org.jspecify.."))
                .check(MAIN);
    }

    @Test
    @DisplayName("no clock of this process decides: what reads one is the comparison with the server's")
    void noOwnClock() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Instant.class, "now", Clock.class)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Date|Calendar|TimeZone)|java\\.sql\\.(Timestamp|Date|Time)")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.time\\.(Zone.*|Local.*|Offset.*)")
                .check(MAIN);
    }

    @Test
    @DisplayName("nothing sleeps: not the store, and not its tests")
    void noSleep() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(new ClassFileImporter().importPackagesOf(ArchitectureTest.class));
    }
}
