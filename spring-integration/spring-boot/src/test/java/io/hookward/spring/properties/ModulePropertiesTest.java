package io.hookward.spring.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.spring.autoconfigure.HookwardAutoConfiguration;
import io.hookward.spring.autoconfigure.HookwardMemoryStoreAutoConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.javapoet.ClassName;

@DisplayName("Properties of another module")
@ExtendWith(OutputCaptureExtension.class)
class ModulePropertiesTest {
    @TempDir
    private Path jar;

    /** What a module with claims in tables might have: below a prefix that has properties of another module too. */
    @ConfigurationProperties(value = "hookward.store.tables", ignoreUnknownFields = false)
    record TablesProperties(
            @DefaultValue("webhook_claims") String name,
            @DefaultValue("1m") Duration pause) {}

    /** What a module with a prefix that is nobody else's might have. */
    @ConfigurationProperties(value = "hookward.shelf", ignoreUnknownFields = false)
    record ShelfProperties(@DefaultValue List<String> boards) {}

    @ConfigurationProperties("hookward.sloppy")
    record SloppyProperties(@DefaultValue("1") int size) {}

    private ClassLoader withModules(Class<?>... types) {
        try {
            Path list = jar.resolve(PropertyRoots.LIST);
            Files.createDirectories(list.getParent());
            Files.write(list, Arrays.stream(types).map(Class::getName).toList());
            return new URLClassLoader(
                    new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ConfigurableApplicationContext start(ClassLoader classPath, Class<?> application, String... set) {
        return new SpringApplicationBuilder(application)
                .resourceLoader(new DefaultResourceLoader(classPath))
                .web(WebApplicationType.NONE)
                .properties("hookward.endpoints.github.secret=not-a-real-secret-of-github")
                .properties(set)
                .run();
    }

    @Test
    @DisplayName("are bound by its own type, beside those of the modules around it")
    void bound() {
        ClassLoader both = withModules(TablesProperties.class, ShelfProperties.class);
        try (ConfigurableApplicationContext context = start(
                both,
                WithModules.class,
                "hookward.store.capacity=7",
                "hookward.store.tables.name=claims",
                "hookward.store.tables.pause=5s",
                "hookward.shelf.boards[0]=oak",
                "hookward.shelf.boards[1]=ash")) {
            assertThat(context.getBean(TablesProperties.class))
                    .isEqualTo(new TablesProperties("claims", Duration.ofSeconds(5)));
            assertThat(context.getBean(ShelfProperties.class).boards()).containsExactly("oak", "ash");
            assertThat(context.getBean(StoreProperties.class).capacity()).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("are known if it is on the class path, and does nothing in this application")
    void inactive() {
        try (ConfigurableApplicationContext context =
                start(withModules(TablesProperties.class), OnlyHookward.class, "hookward.store.tables.name=claims")) {
            assertThat(context.getBeansOfType(TablesProperties.class)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("stop the start if they are misspelt, with the name that was meant and without the value")
    @CsvSource({
        "hookward.store.tables.nam,    hookward.store.tables.name",
        "hookward.store.tabels.name,   hookward.store.tables.name",
        "hookward.stor.tables.name,    hookward.store.tables.name",
        "hookward.shelv.boards[0],     hookward.shelf.boards",
        "hookward.shelf.bords[0],      hookward.shelf.boards",
        "hookward.store.capasity,      hookward.store.capacity",
    })
    void misspelt(String property, String meant, CapturedOutput output) {
        ClassLoader both = withModules(TablesProperties.class, ShelfProperties.class);

        assertThatThrownBy(() -> start(both, WithModules.class, property + "=not-a-real-value"))
                .isInstanceOf(Exception.class);
        assertThat(output)
                .contains(": there is no such property; did you mean '" + meant)
                .doesNotContain("not-a-real-value");
    }

    @Test
    @DisplayName("are listed with their neighbours for a name that is like none of them")
    void neighbours(CapturedOutput output) {
        ClassLoader module = withModules(TablesProperties.class);

        assertThatThrownBy(() -> start(module, WithModules.class, "hookward.store.ttl=7d"))
                .isInstanceOf(Exception.class);
        assertThat(output).contains("Below hookward.store there are: type, capacity, when-full, max-wait, max-calls");
    }

    @Test
    @DisplayName("are offered for a value that was given to their prefix")
    void misplaced(CapturedOutput output) {
        ClassLoader module = withModules(TablesProperties.class);

        assertThatThrownBy(() -> start(module, WithModules.class, "hookward.store.tables=not-a-real-value"))
                .isInstanceOf(Exception.class);
        assertThat(output)
                .contains("hookward.store.tables: takes no value itself, only properties below it")
                .contains("hookward.store.tables.name, hookward.store.tables.pause")
                .doesNotContain("not-a-real-value");
    }

    @Test
    @DisplayName("are unknown without it")
    void absent(CapturedOutput output) {
        ClassLoader without = getClass().getClassLoader();

        assertThatThrownBy(() -> start(without, OnlyHookward.class, "hookward.store.tables.name=claims"))
                .isInstanceOf(Exception.class);
        assertThat(output).contains("hookward.store.tables.name: there is no such property");
    }

    @Test
    @DisplayName("have to be bound strictly, below hookward")
    void strict() {
        assertThatThrownBy(() -> new PropertyRoots(withModules(SloppyProperties.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SloppyProperties")
                .hasMessageContaining("ignoreUnknownFields = false");
        assertThatThrownBy(() -> new PropertyRoots(withModules(ModulePropertiesTest.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@ConfigurationProperties");
    }

    @Test
    @DisplayName("are found in a native image too, as is the catalogue of providers")
    void nativeImage() {
        RuntimeHints hints;
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.setClassLoader(withModules(TablesProperties.class));
            context.register(OnlyHookward.class);
            DefaultGenerationContext generation = new DefaultGenerationContext(
                    new ClassNameGenerator(ClassName.get(OnlyHookward.class)), new InMemoryGeneratedFiles());
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            hints = generation.getRuntimeHints();
        }

        assertThat(RuntimeHintsPredicates.resource().forResource("io/hookward/providers/github.json"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.resource().forResource(PropertyRoots.LIST))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onType(TablesProperties.class))
                .accepts(hints);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({HookwardAutoConfiguration.class, HookwardMemoryStoreAutoConfiguration.class})
    static class OnlyHookward {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({TablesProperties.class, ShelfProperties.class})
    @ImportAutoConfiguration({HookwardAutoConfiguration.class, HookwardMemoryStoreAutoConfiguration.class})
    static class WithModules {}
}
