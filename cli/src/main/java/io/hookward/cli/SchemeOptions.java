package io.hookward.cli;

import io.hookward.scheme.Providers;
import io.hookward.scheme.SchemeException;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.UnknownProviderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the provider signs. */
final class SchemeOptions {
    @Option(
            names = {"-p", "--provider"},
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "A provider of the catalogue; 'hookward providers' lists them.")
    @Nullable
    String provider;

    @Option(names = "--scheme", paramLabel = "FILE", description = "A scheme of your own, in the catalogue's format.")
    @Nullable
    Path file;

    /** @throws UsageException if there is none, or it is unusable */
    SignatureScheme get() {
        SignatureScheme scheme = getIfAny();
        if (scheme == null) {
            throw new UsageException("Say who sends: -p NAME for a provider of the catalogue, or --scheme FILE");
        }
        return scheme;
    }

    @Nullable
    SignatureScheme getIfAny() {
        if (file != null) {
            try {
                return SignatureScheme.read(file);
            } catch (IOException unreadable) {
                throw new UsageException(file + " cannot be read");
            } catch (SchemeException wrong) {
                throw new UsageException(String.valueOf(wrong.getMessage()));
            }
        }
        return provider == null ? null : provider(provider);
    }

    static SignatureScheme provider(String name) {
        try {
            return Providers.get(name);
        } catch (UnknownProviderException unknown) {
            throw new UsageException(String.valueOf(unknown.getMessage()));
        }
    }

    /** The names in the catalogue, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Providers.names().iterator();
        }
    }
}
