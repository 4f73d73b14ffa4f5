package io.hookward.keys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches one address, within bounds of time and size. */
final class KeyFetcher {
    /** Published sets have a few thousand bytes. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI address;
    private final Duration timeout;
    private final HttpClient client;

    KeyFetcher(URI address, Duration timeout) {
        boolean loopback = "http".equals(address.getScheme()) && LOOPBACK.contains(String.valueOf(address.getHost()));
        if (address.getHost() == null || !"https".equals(address.getScheme()) && !loopback) {
            throw new IllegalArgumentException(
                    "keys are fetched over HTTPS only, and '" + address + "' is no https address");
        }
        this.address = address;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * The text at the address.
     *
     * @throws KeyFetchException if it cannot be had, whole and in time
     */
    String fetch() {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(timeout).GET().build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new BoundedBody(MOST_BYTES));
        try {
            // The request's own time-out ends with the headers; this one bounds the body too.
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new KeyFetchException(address + " answered " + response.statusCode());
            }
            return new String(response.body(), StandardCharsets.UTF_8).strip();
        } catch (ExecutionException failed) {
            throw new KeyFetchException(address + " could not be fetched: " + failed.getCause(), failed);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new KeyFetchException(address + " did not answer within " + timeout, late);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new KeyFetchException(address + " could not be fetched: interrupted", interrupted);
        }
    }

    /** Whether an answer was refused for its size. */
    static IOException tooLarge() {
        return new IOException("the answer has more than " + MOST_BYTES + " bytes");
    }
}
