package io.hookward.cli;

import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.testkit.TestDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a delivery says. */
final class DeliveryOptions {
    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The delivery id, where the scheme has it in a header; random unless set.")
    @Nullable
    String id;

    @Option(
            names = "--event",
            paramLabel = "TYPE",
            description = "The event type, where the scheme has it in a header.")
    @Nullable
    String event;

    @Option(
            names = "--now",
            paramLabel = "TIME",
            description = "The timestamp: ISO 8601, or seconds since 1970; now unless set.")
    @Nullable
    String now;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The public URL that the provider has, for schemes that sign it.")
    @Nullable
    String url;

    @Option(
            names = "--variant",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which of the scheme's signing methods; the first unless set.")
    int variant;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME:VALUE",
            description = "Another header; may be repeated.")
    List<String> headers = new ArrayList<>();

    SimulatedProvider provider(SignatureScheme scheme, Secret secret, @Nullable String target) {
        if (!SimulatedProvider.canBe(scheme)) {
            throw new UsageException("Only " + scheme.title() + " can sign: it alone has the private key");
        }
        if (variant < 1 || variant > scheme.methods().size()) {
            throw new UsageException(scheme.title() + " has " + scheme.methods().size() + " signing methods");
        }
        SimulatedProvider provider =
                SimulatedProvider.of(scheme, secret).variant(variant - 1).clock(clock());
        String publicUrl = url != null ? url : target;
        return publicUrl == null ? provider : provider.url(publicUrl);
    }

    Clock clock() {
        return now == null ? Clock.systemUTC() : Clock.fixed(instant(now), ZoneOffset.UTC);
    }

    /** Puts everything that is set into a delivery. */
    TestDelivery fill(TestDelivery delivery, byte @Nullable [] body) {
        if (body != null) {
            delivery.body(body);
        }
        if (id != null) {
            delivery.id(id);
        }
        if (event != null) {
            delivery.eventType(event);
        }
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new UsageException("'" + header + "' is no header: write NAME:VALUE");
            }
            delivery.header(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return delivery;
    }

    static Instant instant(String text) {
        try {
            return text.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new UsageException("'" + text + "' is no time: write 2026-03-02T10:30:00Z, or seconds since 1970");
        }
    }

    /** The bytes of a file; {@code -} is standard input, and null gives null. */
    static byte @Nullable [] body(@Nullable Path file, Terminal terminal) {
        if (file == null) {
            return null;
        }
        try {
            return file.toString().equals("-") ? terminal.in().readAllBytes() : Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UsageException(file + " cannot be read");
        }
    }
}
