package io.hookward.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Bodies of an exact size, with id and type where the provider has them: Stripe's type and Slack's id come after the
 * content. The content is a list of small objects, which is harder to skip than one long text. All ASCII.
 */
final class SampleBody {
    private static final String ITEM = "{\"id\":\"li_%06d\",\"amount\":%d,\"currency\":\"eur\",\"rate\":19.5,"
            + "\"description\":\"Line item \\\"%d\\\" of an order\",\"paid\":true,\"discount\":null}";

    private SampleBody() {}

    /**
     * The body of a delivery.
     *
     * @throws IllegalArgumentException if so few bytes cannot hold it
     */
    static byte[] of(SampleScheme scheme, int bytes) {
        return switch (scheme) {
            case STANDARD_WEBHOOKS ->
                body("{\"type\":\"invoice.paid\",\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"data\":{", "}}", bytes);
            case GITHUB ->
                body("{\"ref\":\"refs/heads/main\",\"repository\":{\"full_name\":\"nobody/nothing\"},", "}", bytes);
            case STRIPE ->
                body(
                        "{\"id\":\"evt_000000000000000000000001\",\"object\":\"event\",\"created\":1767225600,"
                                + "\"data\":{\"object\":{",
                        "}},\"livemode\":false,\"pending_webhooks\":1,\"request\":{\"id\":null},"
                                + "\"type\":\"invoice.paid\"}",
                        bytes);
            case SLACK ->
                body(
                        "{\"team_id\":\"T00000001\",\"api_app_id\":\"A00000001\",\"event\":{\"type\":\"message\",",
                        "},\"type\":\"event_callback\",\"event_id\":\"Ev00000001\",\"event_time\":1767225600}",
                        bytes);
        };
    }

    private static byte[] body(String start, String end, int bytes) {
        StringBuilder json = new StringBuilder(bytes).append(start).append("\"items\":[");
        String padStart = "],\"pad\":\"";
        int rest = padStart.length() + 1 + end.length();
        for (int i = 0; ; i++) {
            String item = (i == 0 ? "" : ",") + String.format(Locale.ROOT, ITEM, i, i * 100, i);
            if (json.length() + item.length() + rest > bytes) {
                break;
            }
            json.append(item);
        }
        int pad = bytes - json.length() - rest;
        if (pad < 0) {
            throw new IllegalArgumentException(bytes + " bytes are too few, by " + -pad);
        }
        json.append(padStart).append("x".repeat(pad)).append('"').append(end);
        return json.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
