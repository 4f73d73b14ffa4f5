package io.hookward;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The packages of the core follow the path of a delivery, and each uses only those before it. */
class ArchitectureTest {

    private static final String SCHEME = "io.hookward.scheme..";
    private static final String SECRET = "io.hookward.secret..";
    private static final String VERIFY = "io.hookward.verify..";
    private static final String ACCESS = "io.hookward.access..";
    private static final String PATH = "io.hookward.path..";
    private static final String CLAIM = "io.hookward.claim..";
    private static final String FRONT_DOOR = "io.hookward";

    private static final String[] LIBRARIES = {
        "java..",
        "javax.crypto..",
        "com.nimbusds.jose..",
        "org.jspecify..",
        "org.slf4j..",
        "tools.jackson..",
        "com.fasterxml.jackson.annotation..",
        "com.github.benmanes.caffeine.."
    };

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(FRONT_DOOR);

    private static final JavaClasses MAIN_AND_TESTS = new ClassFileImporter().importPackages(FRONT_DOOR);

    @Test
    @DisplayName("scheme knows no other package of the core")
    void schemeStandsAlone() {
        uses(SCHEME);
    }

    @Test
    @DisplayName("secret knows scheme, and no other package of the core")
    void secretUsesScheme() {
        uses(SECRET, SCHEME);
    }

    @Test
    @DisplayName("verify knows scheme and secret, and no other package of the core")
    void verifyUsesSchemeAndSecret() {
        uses(VERIFY, SCHEME, SECRET);
    }

    @Test
    @DisplayName("access knows what a request is, and no other package of the core")
    void accessUsesVerify() {
        uses(ACCESS, VERIFY);
    }

    @Test
    @DisplayName("path knows no other package of the core")
    void pathStandsAlone() {
        uses(PATH);
    }

    @Test
    @DisplayName("claim knows no other package of the core")
    void claimStandsAlone() {
        uses(CLAIM);
    }

    @Test
    @DisplayName("the front door uses all packages of the core, and nothing but its few libraries")
    void frontDoorUsesAll() {
        uses(FRONT_DOOR, SCHEME, SECRET, VERIFY, ACCESS, PATH, CLAIM);
    }

    @Test
    @DisplayName("the core opens no connection and names no address: of java.net it uses the form decoder alone")
    void noNetwork() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.net..", "javax.net..").and(not(equivalentTo(URLDecoder.class))))
                .check(MAIN);
    }

    @Test
    @DisplayName("text meets bytes and cases only under a named charset and locale")
    void noDefaults() {
        noClasses()
                .should()
                .callMethod(String.class, "getBytes")
                .orShould()
                .callConstructor(String.class, byte[].class)
                .orShould()
                .callConstructor(String.class, byte[].class, int.class, int.class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "format", Locale.class, String.class, Object[].class)
                .check(MAIN_AND_TESTS);
    }

    @Test
    @DisplayName("nothing sleeps: not the core, and not its tests")
    void noSleep() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(MAIN_AND_TESTS);
    }

    private static void uses(String own, String... others) {
        String[] allowed = Stream.of(Stream.of(own), Arrays.stream(others), Arrays.stream(LIBRARIES))
                .flatMap(packages -> packages)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(own)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .check(MAIN);
    }
}
