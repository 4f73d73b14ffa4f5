package io.hookward.samples.jetty;

import io.hookward.testkit.TestDelivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** How it came: method, path, transport, size and coding. */
final class DemoForms implements DemoChapter {
    private static final String AVRA = "/webhooks/avra";

    @Override
    public void play(DemoStage stage, DemoTable table) throws Exception {
        for (String method : List.of("GET", "PUT", "DELETE")) {
            table.add(
                    "method " + method,
                    "405 allow POST, method_not_allowed",
                    stage.send(AVRA, delivery(stage).method(method).valid()));
        }
        sizes(stage, table);
        codings(stage, table);
        table.add(
                "body read by somebody before the filter",
                "500 body_already_read",
                stage.send("/demo/read-early", delivery(stage).valid()));
        table.add(
                "plain HTTP, at an endpoint for HTTPS only",
                "403 insecure_transport",
                stage.send("/demo/https-only", delivery(stage).valid()));
        table.add(
                "from an address that is not on the endpoint's list",
                "403 address_not_allowed",
                stage.send("/demo/from-elsewhere", delivery(stage).valid()));
        for (String path : List.of("/webhooks/avra/", "/webhooks/avra;x=1", "/webhooks/%61vra")) {
            table.add(
                    "another spelling: " + path,
                    "404 path_ambiguous",
                    stage.send(path, delivery(stage).valid()));
        }
        table.add(
                "another spelling: //webhooks/avra, which Jetty refuses",
                "400",
                stage.send("//webhooks/avra", delivery(stage).valid()));
    }

    private static void sizes(DemoStage stage, DemoTable table) throws Exception {
        TestDelivery large = delivery(stage).field("/data/filler", "x".repeat(DemoEndpoints.SMALL));
        table.add("body over the limit, as announced", "413 body_too_large", stage.send("/demo/small", large.valid()));
        table.add(
                "body over the limit, in chunks",
                "413 body_too_large",
                stage.send(stage.to("/demo/small").chunked(), large.valid()));
        table.add(
                "body within the limit, in chunks",
                "200 by application",
                stage.send(stage.to("/demo/small").chunked(), delivery(stage).valid()));
    }

    private static void codings(DemoStage stage, DemoTable table) throws Exception {
        TestDelivery compressed =
                delivery(stage).body(gzip("{\"type\":\"batch-request\"}")).header("Content-Encoding", "gzip");
        table.add("compressed body", "415 body_compressed", stage.send(AVRA, compressed.valid()));
        table.add(
                "compressed body, at an endpoint that takes it",
                "200 by application",
                stage.send("/demo/compressed", compressed.valid()));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static TestDelivery delivery(DemoStage stage) {
        return stage.avra().delivery();
    }
}
