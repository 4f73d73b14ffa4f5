package io.hookward.spring.autoconfigure;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.hookward.spring.properties.HookwardProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The conventions of Spring Boot's own auto-configurations, which its build checks in the same way. */
@DisplayName("Auto-configurations")
class AutoConfigurationRulesTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(HookwardAutoConfiguration.class);
    private static final JavaClasses PROPERTIES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(HookwardProperties.class);

    @Test
    @DisplayName("are public and final, and nobody can call them: what they do may change")
    void closed() {
        classes()
                .that()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .haveModifier(PUBLIC)
                .andShould()
                .haveModifier(FINAL)
                .check(MAIN);
        members()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .notBePublic()
                .andShould()
                .notBeProtected()
                .check(MAIN);
    }

    @Test
    @DisplayName("are the only public types of their package")
    void others() {
        classes()
                .that()
                .areNotAnnotatedWith(AutoConfiguration.class)
                .should()
                .notBePublic()
                .check(MAIN);
    }

    @Test
    @DisplayName("have bean methods for their own package, whose type ahead-of-time processing can name")
    void beanMethods() {
        methods()
                .that()
                .areAnnotatedWith(Bean.class)
                .should()
                .bePackagePrivate()
                .andShould()
                .notHaveRawReturnType(DescribedPredicate.describe(
                        "a private type",
                        type -> type.getModifiers().contains(PRIVATE)
                                || type.getModifiers().contains(PROTECTED)))
                .check(MAIN);
    }

    @Test
    @DisplayName("ask for classes before a bean method is looked at, which could name one that is missing")
    void conditionalOnClass() {
        noMethods().should().beAnnotatedWith(ConditionalOnClass.class).check(MAIN);
    }

    @Test
    @DisplayName("do not repeat the type of a bean in the condition that it is missing")
    void conditionalOnMissingBean() {
        noMethods()
                .should(be(DescribedPredicate.describe(
                        "conditional on a missing bean of their own type", AutoConfigurationRulesTest::repeatsItsType)))
                .check(MAIN);
    }

    private static boolean repeatsItsType(JavaMethod method) {
        return method.tryGetAnnotationOfType(ConditionalOnMissingBean.class)
                .filter(condition -> condition.parameterizedContainer().length == 0)
                .filter(condition -> Arrays.stream(condition.value())
                        .map(Class::getName)
                        .anyMatch(method.getRawReturnType().getName()::equals))
                .isPresent();
    }

    @Test
    @DisplayName("bind properties by the plain form of the annotation")
    void prefix() {
        classes()
                .that()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should(be(DescribedPredicate.describe(
                        "without the long form of the prefix",
                        type -> type.getAnnotationOfType(ConfigurationProperties.class)
                                .prefix()
                                .isEmpty())))
                .check(PROPERTIES);
    }

    @Test
    @DisplayName("are listed for Spring Boot, all and nothing else, in order")
    void imports() throws IOException {
        String[] there = MAIN.stream()
                .filter(type -> type.isAnnotatedWith(AutoConfiguration.class))
                .map(JavaClass::getName)
                .sorted()
                .toArray(String[]::new);

        assertThat(Files.readAllLines(
                        Path.of("src/main/resources/META-INF/spring", AutoConfiguration.class.getName() + ".imports")))
                .containsExactly(there);
    }
}
