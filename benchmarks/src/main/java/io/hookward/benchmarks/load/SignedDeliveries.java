package io.hookward.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Deliveries of GitHub, signed beforehand: that provider does not sign the id, so the sender can give each request an id of
 * its own. One delivery a line: the signature header's value, a tab, and the body, which has neither tab nor line break.
 */
public final class SignedDeliveries {
    /** What the server and the deliveries share. */
    static final String SECRET = "the load run's own secret";

    private static final int BODIES = 64;
    private static final int BYTES = 1024;

    private SignedDeliveries() {}

    /**
     * Writes the file.
     *
     * @param args where
     */
    public static void main(String[] args) throws Exception {
        Files.write(Path.of(args[0]), lines(), StandardCharsets.US_ASCII);
    }

    static List<String> lines() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < BODIES; i++) {
            String start = "{\"ref\":\"refs/heads/main\",\"number\":" + i + ",\"pad\":\"";
            String end = "\"}";
            String body = start + "x".repeat(BYTES - start.length() - end.length()) + end;
            byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.US_ASCII));
            lines.add("sha256=" + HexFormat.of().formatHex(signature) + "\t" + body);
        }
        return lines;
    }
}
