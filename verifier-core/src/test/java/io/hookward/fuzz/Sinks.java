package io.hookward.fuzz;

import io.hookward.scheme.SchemeBuilder;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.TimestampRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Schemes of nobody, which between them use every part of the format: what a catalogue has not got yet is fuzzed too. */
final class Sinks {
    private static final List<String> CONTENTS = List.of(
            "{body|json-canonical}",
            "{body|json-compact|sha256|hex}",
            "{body|lower}{body|upper}{body|crc32}{body|sha512|base64}",
            "{form-sorted}",
            "{url-form-sorted}",
            "{form-php}",
            "{parameters-sorted}",
            "{method}{url}{url-with-port}{url-without-port}{url-without-query}{path}",
            "{query:x?}{form:a?}{body:/id?}{header:X-Extra?}{body}",
            "{body:/id}{body:/data/n/0}",
            "{header-values:header:X-List}.{body}",
            "{header-pairs:header:X-List}.{body}",
            "{header-lines:header:X-List}.{body}");

    private Sinks() {}

    static List<SignatureScheme> all() {
        List<SignatureScheme> all = new ArrayList<>();
        for (String content : CONTENTS) {
            all.add(start("content-" + all.size()).content(content).build());
        }
        all.add(start("pairs")
                .signaturePairs("; ", "sig")
                .set("signature.groups", " ")
                .timestamp("signature:t", TimestampRule.Unit.SECONDS)
                .content("{timestamp}{body}")
                .build());
        all.add(start("positions")
                .set("signature.positions", ",")
                .timestamp("signature:0", TimestampRule.Unit.MILLISECONDS)
                .content("{timestamp}{body}")
                .build());
        all.add(start("repeating").set("signature.repeat", true).build());
        all.add(start("encodings")
                .set("signature.encoding", List.of("hex", "base64", "base64url"))
                .set("signature.prefix", List.of("sha256=", ""))
                .set("signature.prefixCase", "ignored")
                .build());
        all.add(start("in-the-body")
                .set("signature.from", "body:/signature")
                .content("{body:/id}")
                .build());
        all.add(start("in-the-query").set("signature.from", "query:signature").build());
        all.add(start("dated")
                .timestamp("header:X-Date", TimestampRule.Unit.ISO_8601)
                .set("content", List.of(Map.of("ifPresent", "{header:X-Extra}"), "{timestamp}{body}"))
                .build());
        all.add(start("http-dated")
                .timestamp("header:X-Date", TimestampRule.Unit.HTTP_DATE)
                .content("{timestamp}{body}")
                .build());
        return all;
    }

    private static SchemeBuilder start(String name) {
        return SignatureScheme.builder("sink-" + name)
                .signatureHeader("X-Sig")
                .deliveryId("header:X-Id", "body:/id", "form:id", "query:id", "fingerprint")
                .eventType("{header:X-Type}/{body:/type}", "body:/type");
    }
}
