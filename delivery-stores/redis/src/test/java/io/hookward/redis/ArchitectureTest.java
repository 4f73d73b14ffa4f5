package io.hookward.redis;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The store stands between the claims of the core and Lettuce, and knows nothing else. */
class ArchitectureTest {

    private static final String REDIS = "io.hookward.redis..";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(ArchitectureTest.class);

    @Test
    @DisplayName("the store uses the core's claims, Lettuce and SLF4J: not Netty or Reactor beneath, and no test kit")
    void usesClaimsAndLettuce() {
        classes()
                .that()
                .resideInAPackage(REDIS)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        REDIS, "io.hookward.claim..", "io.lettuce.core..", "java..", "org.jspecify..", "org.slf4j.."))
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
