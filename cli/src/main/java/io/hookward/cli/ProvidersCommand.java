package io.hookward.cli;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The catalogue. */
@Command(name = "providers", description = "Lists the catalogue, or tells all about one provider.")
final class ProvidersCommand extends TerminalCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            completionCandidates = SchemeOptions.Names.class,
            description = "The provider to tell all about.")
    @Nullable
    String name;

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "Lists those with this text in their name, headers, algorithm or notes.")
    @Nullable
    String text;

    @Override
    public Integer call() {
        if (name != null) {
            one(SchemeOptions.provider(name));
            return Main.FINE;
        }
        List<SignatureScheme> found = Providers.names().stream()
                .map(Providers::get)
                .filter(this::isWanted)
                .toList();
        if (json) {
            printJson(found.stream().map(SignatureScheme::definition).toList());
        } else {
            table(found);
        }
        return found.isEmpty() ? Main.FAILED : Main.FINE;
    }

    private void one(SignatureScheme scheme) {
        if (json) {
            printJson(scheme.definition());
        } else {
            new ProviderText(scheme).lines().forEach(this::print);
        }
    }

    private boolean isWanted(SignatureScheme scheme) {
        if (text == null) {
            return true;
        }
        Map<String, Object> definition = scheme.definition();
        definition.remove("eventTypes");
        definition.remove("sources");
        return definition.toString().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private void table(List<SignatureScheme> schemes) {
        List<List<String>> rows = schemes.stream().map(ProviderText::row).toList();
        Table.lines(List.of("NAME", "PROVIDER", "ALGORITHM", "SIGNATURE", "TOLERANCE", "RETRIES"), rows).stream()
                .limit(rows.isEmpty() ? 0 : Long.MAX_VALUE)
                .forEach(this::print);
        Stream.of(rows.size() + (rows.size() == 1 ? " provider" : " providers")).forEach(terminal.err()::println);
    }
}
