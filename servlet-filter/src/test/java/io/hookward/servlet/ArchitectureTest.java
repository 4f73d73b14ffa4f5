package io.hookward.servlet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The filter stands between the core and the Servlet API, and knows nothing else. */
class ArchitectureTest {

    private static final String SERVLET = "io.hookward.servlet..";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(ArchitectureTest.class);

    @Test
    @DisplayName("the filter uses the core and the Servlet API: no container, no test kit")
    void usesCoreAndServletApi() {
        classes()
                .that()
                .resideInAPackage(SERVLET)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        SERVLET,
                        "io.hookward",
                        "io.hookward.scheme..",
                        "io.hookward.secret..",
                        "io.hookward.request..",
                        "io.hookward.verify..",
                        "io.hookward.access..",
                        "io.hookward.path..",
                        "io.hookward.claim..",
                        "jakarta.servlet..",
                        "java..",
                        "org.jspecify..",
                        "org.slf4j.."))
                .check(MAIN);
    }

    @Test
    @DisplayName("nothing sleeps: not the filter, and not its tests")
    void noSleep() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(new ClassFileImporter().importPackagesOf(ArchitectureTest.class));
    }
}
