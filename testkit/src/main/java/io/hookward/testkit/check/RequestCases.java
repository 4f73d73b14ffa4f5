package io.hookward.testkit.check;

import io.hookward.scheme.Handshake;
import io.hookward.scheme.ProviderFacts;
import io.hookward.testkit.TestDelivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** How it came: method, size, coding and path. */
final class RequestCases implements CheckCases {
    private final URI url;
    private final OptionalInt maxBodyBytes;

    /**
     * Cases for the endpoint at a URL.
     *
     * @param maxBodyBytes the largest body that the receiver accepts, if that is known
     */
    RequestCases(URI url, OptionalInt maxBodyBytes) {
        this.url = url;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public void check(CheckRun run) throws InterruptedException {
        methods(run);
        sizes(run);
        coding(run);
        paths(run);
    }

    private static void methods(CheckRun run) throws InterruptedException {
        ProviderFacts facts = run.provider().scheme().facts();
        Set<String> methods = new LinkedHashSet<>(List.of("GET", "PUT", "DELETE"));
        facts.methods().forEach(methods::remove);
        facts.handshakes().stream().map(Handshake::method).forEach(methods::remove);
        for (String method : methods) {
            run.check(
                    "method " + method,
                    run.expect().methodNotAllowed(),
                    delivery -> delivery.method(method).valid());
        }
    }

    private void sizes(CheckRun run) throws InterruptedException {
        run.check(
                "body in chunks", run.expect().handled(), run.sender().chunked(), run.delivery(), TestDelivery::valid);
        if (maxBodyBytes.isEmpty()) {
            run.skip("body over the limit", "the limit is not known");
            return;
        }
        String filler = "x".repeat(maxBodyBytes.getAsInt());
        Expectation tooLarge = run.expect().tooLarge();
        run.check(
                "body over the limit, size declared",
                tooLarge,
                delivery -> delivery.field("/data/filler", filler).valid());
        run.check(
                "body over the limit, in chunks",
                tooLarge,
                run.sender().chunked(),
                run.delivery().field("/data/filler", filler),
                TestDelivery::valid);
    }

    private static void coding(CheckRun run) throws InterruptedException {
        String name = "compressed body";
        if (!run.expect().isExact() || run.provider().scheme().facts().compressedAccepted()) {
            run.skip(name, "receivers may accept it");
            return;
        }
        run.check(
                name,
                run.expect().compressed(),
                delivery -> delivery.body(gzip("{\"type\":\"ping\"}"))
                        .header("Content-Encoding", "gzip")
                        .valid());
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** A spelling that the server routes to the application, past verification, lets forgers in. */
    private void paths(CheckRun run) throws InterruptedException {
        String path = url.getRawPath();
        int last = path.lastIndexOf('/') + 1;
        if (last == 0 || last == path.length()) {
            run.skip("forged, at another spelling of the path", "the path is empty or ends with a slash");
            return;
        }
        String escaped = String.format(Locale.ROOT, "%%%02x", (int) path.charAt(last));
        List<String> spellings = List.of(
                path + "/", path + ";x=1", path.substring(0, last) + escaped + path.substring(last + 1), "/" + path);
        for (String spelling : spellings) {
            String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
            URI other = URI.create(url.getScheme() + "://" + url.getRawAuthority() + spelling + query);
            run.check(
                    "forged, at " + spelling,
                    run.expect().notAccepted(),
                    run.sender().at(other),
                    run.delivery(),
                    TestDelivery::forged);
        }
    }
}
