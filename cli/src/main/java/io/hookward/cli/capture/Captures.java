package io.hookward.cli.capture;

import io.hookward.cli.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells the forms of captures apart. */
public final class Captures {
    private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]{3,10} \\S+( HTTP/[0-9.]+)?\\s*");
    private static final int HEAD = 4000;

    private Captures() {}

    /**
     * Reads a capture.
     *
     * @param bytes the file
     * @param entry which of several requests, counted from 1
     * @throws UsageException if it is none of the known forms, or has no such entry
     */
    public static Capture read(byte[] bytes, int entry) {
        String start = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        String first = start.strip().lines().findFirst().orElse("");
        if (first.startsWith("{") || first.startsWith("[")) {
            return JsonCapture.read(bytes, entry);
        }
        if (start.contains("=> Send header, ")) {
            return CurlTrace.read(new String(bytes, StandardCharsets.ISO_8859_1), entry);
        }
        if (start.contains("> POST ")
                || Pattern.compile("(?m)^> [A-Z]+ \\S+ HTTP/").matcher(start).find()) {
            return CurlVerbose.read(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        if (REQUEST_LINE.matcher(first).matches()) {
            return RawHttp.read(bytes);
        }
        throw new UsageException("This is no capture: it must be raw HTTP from its request line on, the output of"
                + " curl --trace or curl -v, a HAR file or a JSON export");
    }
}
