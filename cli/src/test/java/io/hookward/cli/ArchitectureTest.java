package io.hookward.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The command line stands on the core and the test kit, and only its outermost package knows Picocli. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.hookward.cli");

    @Test
    @DisplayName("the command line uses the core, the test kit, Picocli, JSON and YAML, and no transport")
    void uses() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.hookward",
                        "io.hookward.access..",
                        "io.hookward.cli..",
                        "io.hookward.path..",
                        "io.hookward.request..",
                        "io.hookward.scheme..",
                        "io.hookward.secret..",
                        "io.hookward.testkit..",
                        "io.hookward.verify..",
                        "com.sun.net.httpserver..",
                        "java..",
                        "org.jspecify..",
                        "org.yaml..",
                        "picocli..",
                        "tools.jackson.."))
                .check(MAIN);
    }

    @Test
    @DisplayName("captures, the listener, samples and the doctor know nothing of Picocli")
    void picocli() {
        noClasses()
                .that()
                .resideInAnyPackage("io.hookward.cli.*..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..")
                .check(MAIN);
    }
}
