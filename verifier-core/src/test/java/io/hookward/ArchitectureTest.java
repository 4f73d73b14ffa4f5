package io.hookward;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The packages of the core follow the path of a delivery, and each uses only those before it. */
class ArchitectureTest {

    /** In the order of a request: a package may use those above it, and no other of the core. */
    private static final List<String> WAY_OF_A_REQUEST = List.of(
            "io.hookward.scheme",
            "io.hookward.secret",
            "io.hookward.request",
            "io.hookward.path",
            "io.hookward.access",
            "io.hookward.content",
            "io.hookward.key",
            "io.hookward.header",
            "io.hookward.verify",
            "io.hookward.sign",
            "io.hookward.claim",
            "io.hookward");

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
    @DisplayName("each package of the core uses those before it on the way of a request, and its few libraries")
    void packagesFollowTheRequest() {
        for (int i = 0; i < WAY_OF_A_REQUEST.size(); i++) {
            uses(WAY_OF_A_REQUEST.get(i), WAY_OF_A_REQUEST.subList(0, i));
        }
    }

    @Test
    @DisplayName("the list of packages is whole")
    void allPackagesAreListed() {
        assertThat(MAIN.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(WAY_OF_A_REQUEST);
    }

    @Test
    @DisplayName("path, access and claim do not know the verifier; claim and path know no other package of the core")
    void sidePackagesStandAlone() {
        uses("io.hookward.path", List.of());
        uses("io.hookward.claim", List.of());
        uses("io.hookward.access", List.of("io.hookward.request"));
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

    private static void uses(String own, List<String> others) {
        String[] allowed = Stream.of(Stream.of(own), others.stream(), Arrays.stream(LIBRARIES))
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
