package io.hookward.spring;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** The packages for Spring: one for all transports, one for each, and one that puts them together. */
class ArchitectureTest {
    private static final String COMMON = "io.hookward.spring";
    private static final String OBSERVATION = "io.hookward.spring.observation..";
    private static final String SERVLET = "io.hookward.spring.servlet..";
    private static final String WEBFLUX = "io.hookward.spring.webflux..";
    private static final String SECURITY = "io.hookward.spring.security..";
    private static final String ACTUATE = "io.hookward.spring.actuate..";
    private static final String PROPERTIES = "io.hookward.spring.properties..";
    private static final String AUTOCONFIGURE = "io.hookward.spring.autoconfigure..";

    /** Of HttpHeaders: new in Spring 7, gone since 6.2, or with other types. */
    private static final Set<String> ONE_LINE_ONLY = Set.of(
            "asMultiValueMap",
            "containsHeader",
            "containsHeaderValue",
            "containsKey",
            "entrySet",
            "get",
            "getOrEmpty",
            "headerNames",
            "keySet",
            "putAll",
            "remove",
            "values");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(COMMON);

    private static void uses(String own, String... others) {
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("io.hookward.spring..")
                        .and(resideOutsideOfPackages(own))
                        .and(resideOutsideOfPackages(others)))
                .check(MAIN);
    }

    private static void knowsNothingOf(String own, String... libraries) {
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries))
                .check(MAIN);
    }

    @Test
    @DisplayName("what is common to all transports knows none of them, and no Spring Boot")
    void common() {
        uses(COMMON);
        knowsNothingOf(
                COMMON,
                "io.hookward.servlet..",
                "io.hookward.testkit..",
                "io.micrometer..",
                "jakarta..",
                "org.springframework.boot..",
                "org.springframework.http..",
                "org.springframework.security..",
                "org.springframework.web..");
    }

    @Test
    @DisplayName("observations know no transport")
    void observation() {
        uses(OBSERVATION);
        knowsNothingOf(OBSERVATION, "io.hookward.servlet..", "jakarta..", "org.springframework..");
    }

    @Test
    @DisplayName("servlet and reactive applications know nothing of each other, and neither of metrics or Spring Boot")
    void transports() {
        uses(SERVLET, COMMON, OBSERVATION);
        uses(WEBFLUX, COMMON, OBSERVATION);
        uses(SECURITY, COMMON, WEBFLUX);
        knowsNothingOf(SERVLET, "reactor..", "org.springframework.boot..", "io.micrometer.core..");
        knowsNothingOf(
                WEBFLUX,
                "io.hookward.servlet..",
                "jakarta.servlet..",
                "org.springframework.boot..",
                "io.micrometer.core..");
        knowsNothingOf(SECURITY, "org.springframework.boot..");
    }

    @Test
    @DisplayName("what operators see knows no transport")
    void actuate() {
        uses(ACTUATE, COMMON);
        knowsNothingOf(ACTUATE, "io.hookward.servlet..", "jakarta.servlet..", "org.springframework.web..");
    }

    @Test
    @DisplayName("what reads properties knows neither the auto-configurations nor a transport")
    void properties() {
        uses(PROPERTIES, COMMON);
        knowsNothingOf(PROPERTIES, "io.hookward.servlet..", "jakarta.servlet..", "org.springframework.web..");
    }

    @Test
    @DisplayName("nothing knows the auto-configuration, and it uses no test kit")
    void autoconfigure() {
        noClasses()
                .that()
                .resideOutsideOfPackage(AUTOCONFIGURE)
                .should()
                .dependOnClassesThat(resideInAPackage(AUTOCONFIGURE))
                .check(MAIN);
        knowsNothingOf(AUTOCONFIGURE, "io.hookward.testkit..", "org.junit..");
    }

    @Test
    @DisplayName("headers are read by what Spring 6.2 and 7 both have: the rest fails on the other at run time")
    void headers() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(type(HttpHeaders.class)))
                        .and(describe("is on one of them alone", call -> ONE_LINE_ONLY.contains(call.getName()))))
                .check(MAIN);
    }

    @Test
    @DisplayName("nothing sleeps: not this module, and not its tests")
    void noSleep() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(new ClassFileImporter().importPackages(COMMON));
    }
}
