package io.hookward.cli.capture;

import io.hookward.cli.UsageException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code curl --trace FILE} writes: every byte sent and received, in hex. */
final class CurlTrace {
    private static final Pattern SECTION = Pattern.compile(
            "(?:[0-9:. ]+)?(=>|<=|==) (Send header|Send data|Recv header|Recv data|Info|Send SSL data|Recv SSL"
                    + " data).*");
    private static final Pattern BYTES = Pattern.compile("[0-9a-f]{4,8}: ((?:[0-9a-f]{2} ){1,16}) *.*");

    private final List<ByteArrayOutputStream> heads = new ArrayList<>();
    private final List<ByteArrayOutputStream> bodies = new ArrayList<>();
    private @Nullable Instant answered;

    private CurlTrace() {}

    static Capture read(String text, int entry) {
        CurlTrace trace = new CurlTrace();
        trace.readAll(text);
        if (entry < 1 || entry > trace.heads.size()) {
            throw new UsageException("The trace has " + trace.heads.size() + " requests");
        }
        String head = trace.heads.get(entry - 1).toString(StandardCharsets.ISO_8859_1);
        Capture capture = RawHttp.of(head.strip(), trace.bodies.get(entry - 1).toByteArray(), "curl --trace");
        return new Capture(capture.request(), trace.answered, true, capture.form());
    }

    private void readAll(String text) {
        String section = "";
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        for (String line : text.split("\r?\n")) {
            Matcher begin = SECTION.matcher(line);
            if (begin.matches()) {
                section = begin.group(2);
                if (section.equals("Send header")) {
                    heads.add(new ByteArrayOutputStream());
                    bodies.add(new ByteArrayOutputStream());
                }
                continue;
            }
            Matcher bytes = BYTES.matcher(line);
            if (!bytes.matches()) {
                if (section.startsWith("Send") && line.matches("[0-9a-f]{4,8}: .*") && !line.isBlank()) {
                    throw new UsageException(
                            "This trace has text in place of bytes: use curl --trace, not --trace-ascii");
                }
                continue;
            }
            ByteArrayOutputStream to = switch (section) {
                case "Send header" -> heads.get(heads.size() - 1);
                case "Send data" -> bodies.isEmpty() ? received : bodies.get(bodies.size() - 1);
                default -> received;
            };
            for (String pair : bytes.group(1).strip().split(" ")) {
                to.write(Integer.parseInt(pair, 16));
            }
        }
        Matcher date = Pattern.compile("(?im)^date: (.*)$").matcher(received.toString(StandardCharsets.ISO_8859_1));
        if (date.find()) {
            answered = CurlVerbose.date(date.group(1));
        }
    }
}
