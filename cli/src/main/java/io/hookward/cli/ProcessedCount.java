package io.hookward.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Asks a receiver how many deliveries it has handled. */
final class ProcessedCount implements LongSupplier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI url;

    ProcessedCount(URI url) {
        this.url = url;
    }

    @Override
    public long getAsLong() {
        try {
            HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
            String text = client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .strip();
            if (text.matches("[0-9]{1,18}")) {
                return Long.parseLong(text);
            }
            throw new FailedException(url + " answers no number");
        } catch (IOException unreachable) {
            throw new FailedException(url + " does not answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new FailedException("Interrupted");
        }
    }
}
