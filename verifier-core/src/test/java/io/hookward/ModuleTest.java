package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests run on the class path, where nobody would miss an export: so the descriptor itself is read. */
class ModuleTest {
    /** Public types, because several packages of the core use them; the module keeps them to itself. */
    private static final Set<String> INTERNAL = Set.of("io.hookward.content", "io.hookward.header", "io.hookward.key");

    @Test
    @DisplayName("the module exports each package that has a public type, but for those that only the core itself uses")
    void exportsWhatIsPublic() throws URISyntaxException {
        assertThat(descriptor().exports())
                .allMatch(export -> !export.isQualified())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrderElementsOf(publicPackages());
    }

    private static ModuleDescriptor descriptor() throws URISyntaxException {
        URL classes =
                WebhookEndpoint.class.getProtectionDomain().getCodeSource().getLocation();
        return ModuleFinder.of(Path.of(classes.toURI()))
                .find("io.hookward.core")
                .orElseThrow()
                .descriptor();
    }

    private static Set<String> publicPackages() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.hookward").stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getPackageName)
                        .filter(name -> !INTERNAL.contains(name))
                        .collect(Collectors.toSet());
    }
}
