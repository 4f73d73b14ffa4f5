package io.hookward.scheme;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in a scheme is answered with file, line and field, and with what would be right. */
class SchemeErrorsTest {
    @TempDir
    Path folder;

    private void refused(String json, String message) throws Exception {
        Path file = Files.writeString(folder.resolve("acme.json"), json);
        assertThatExceptionOfType(SchemeException.class)
                .isThrownBy(() -> SignatureScheme.read(file))
                .withMessageContaining(message);
    }

    /** In each line a scheme whose one mistake stands in its line 3. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', delimiter = '§', textBlock = """
            "signatur": {} § signatur: there is no such field; did you mean 'signature'?
            "contents": "{body}" § contents: there is no such field; did you mean 'content'?
            "deliveryID": "header:X" § deliveryID: there is no such field; did you mean 'deliveryId'?
            "zzz": 1 § zzz: there is no such field
            "algorithm": "hmac-sha265" § algorithm: 'hmac-sha265' is no algorithm; did you mean 'hmac-sha256'?
            "algorithm": "HMAC-SHA256" § did you mean 'hmac-sha256'?
            "algorithm": "rot13" § there are hmac-sha256,
            "algorithm": {} § algorithm: must be text
            "algorithm": ["hmac-sha256", "sha256"] § cannot be told apart by their length
            "content": "{secret}{body}" § content: contains {secret}, which only a plain hash may
            "content": "{body" § content: '{body' has an open brace at 0
            "content": "body}" § content: 'body}' has a closing brace at 4
            "content": "{body}}" § content: '{body}}' has a closing brace at 6
            "content": "{{body}}" § content: signs nothing of the request
            "content": "constant" § content: signs nothing of the request
            "content": "{bodi}" § 'bodi' is no placeholder; did you mean 'body'?
            "content": "{body|sha-256}" § 'sha-256' is no filter; did you mean 'sha256'?
            "content": "{timestamp}.{body}" § content: signs {timestamp}, but no timestamp is described
            "content": "{id}.{body}" § content: signs {id}, but no deliveryId is described
            "content": "{headr:X}" § 'headr:X' is no source; write header:NAME
            "key": "base46" § key: 'base46' is no key step; there are text, base64
            "key": "strip" § 'strip' is no key step
            "key": "strip-match (" § is no key step
            "key": ["base64", "text"] § key: 'text' cannot follow 'base64'
            "key": ["base64", "strip whsec_"] § key: 'strip whsec_' cannot follow 'base64'
            "key": ["hex", "base64"] § key: 'base64' cannot follow 'hex'
            "timestamp": {} § timestamp.from is missing
            "timestamp": { "from": "header:X" } § timestamp.unit is missing
            "timestamp": { "from": "X", "unit": "seconds" } § timestamp.from: 'X' is no source; write header:NAME
            "timestamp": { "from": "body:t", "unit": "seconds" } § a body pointer starts with '/'
            "timestamp": { "from": "header:X", "unit": "second" } § 'second' is no unit; did you mean 'seconds'?
            "timestamp": { "from": "header:X", "unit": "seconds", "tolerance": "5 min" } § timestamp.tolerance: '5 min' is no duration; write 30s, 5m, 4h or 3d
            "timestamp": { "from": "header:X", "unit": "seconds", "tolerance": "-5m" } § is no duration
            "timestamp": { "from": "header:X", "unit": "seconds", "tolerence": "5m" } § timestamp.tolerence: there is no such field; did you mean 'tolerance'?
            "timestamp": "header:X" § timestamp must be an object
            "deliveryId": "X-Id" § deliveryId: 'X-Id' is no source
            "deliveryId": ["header:X", "header:"] § 'header:' names nothing after the colon
            "deliveryId": "{timestamp}:{header:X}" § '{timestamp}:{header:X}' may hold sources, with or without a question mark, and nothing else in braces
            "deliveryId": "{header:X|lower}" § '{header:X|lower}' may hold sources
            "deliveryId": "{{constant}}" § '{{constant}}' holds no source
            "eventType": 1.5 § a value must be text, a whole number, true, false, a list or an object
            "eventType": null § a value must be text, a whole number, true, false, a list or an object
            "confidence": "sure" § 'sure' is no confidence; there are vendor, third-party, own
            "retries": { "spam": "1d" } § retries.spam: there is no such field; did you mean 'span'?
            "retries": { "span": "1 day" } § retries.span: '1 day' is no duration
            "refusal": 500 § refusal: must be a whole number from 400 to 499
            "refusal": 410 § refusal: must not be 410
            "refusal": "no" § refusal: must be a whole number
            "name": "acme" § Duplicate
            "variants": [] § variants: lists none
            "variants": [{ "title": "x" }] § variants[0].title: there is no such field
            "extends": "githob" § extends: there is no provider 'githob'; did you mean 'github'?
            "handshakes": [{ "method": "GET" }] § answer: is missing
            """)
    @DisplayName("the message says where, what, and what would be right")
    void mistakes(String line, String message) throws Exception {
        String json = "{\n  \"name\": \"acme\",\n  " + line + ",\n  \"signature\": { \"from\": \"header:X-Sig\" }\n}\n";
        Path file = Files.writeString(folder.resolve("acme.json"), json);
        assertThatExceptionOfType(SchemeException.class)
                .isThrownBy(() -> SignatureScheme.read(file))
                .withMessageStartingWith("acme.json:3: ")
                .withMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {}                                                   | signature.from: is missing
            { "from": "X-Sig" }                                  | signature.from: 'X-Sig' is no source
            { "from": "fingerprint" }                            | 'fingerprint' cannot hold a signature
            { "from": "signature:v1" }                           | 'signature:v1' cannot hold a signature
            { "from": "header:X", "encoding": "hexx" }           | signature.encoding: 'hexx' is no encoding; did you mean 'hex'?
            { "from": "header:X", "encoding": "text" }           | text is for tokens
            { "from": "header:X", "pairs": "," }                 | signature.label: goes with pairs
            { "from": "header:X", "label": "v1" }                | signature.label: goes with pairs
            { "from": "header:X", "list": " ", "positions": "," } | exclude each other
            { "from": "header:X", "list": "" }                   | signature.list: must be the text between two items
            { "from": "header:X", "groups": " " }                | signature.groups: goes with pairs
            { "from": "header:X", "prefixCase": "any" }          | signature.prefixCase: 'any' must be exact or ignored
            { "from": "header:X", "repeat": "yes" }              | signature.repeat: must be true or false
            { "from": "header:X", "positions": ",", "first": 10 } | signature.first: must be a whole number from 0 to 9
            { "form": "header:X" }                               | signature.form: there is no such field; did you mean 'from'?
            """)
    @DisplayName("the message about a signature names its field")
    void signatures(String signature, String message) throws Exception {
        refused("{ \"name\": \"acme\", \"signature\": " + signature + " }", message);
    }

    @Test
    @DisplayName("what is no scheme at all is refused with the line where it ends to be one")
    void noScheme() throws Exception {
        refused("", "acme.json:1: ");
        refused("[]", "acme.json:1: a scheme must be an object");
        refused("\"text\"", "acme.json:1: a scheme must be an object");
        refused("{\n\"name\": \"acme\",\n", "acme.json:");
        refused("{\n\"name\"\n}", "acme.json:3: this is not JSON");
        refused("{ \"signature\": { \"from\": \"header:X\" } }", "acme.json:1: name is missing");
        refused(
                "{ \"name\": \"acme\", \"algorithm\": \"md5\", \"signature\": { \"from\": \"header:X\" } }",
                "acme.json:1: content: must contain {secret}");
        refused("{ \"name\": \"acme\" }", "signature: is missing; say where the signature stands");
        refused("{ \"name\": \"acme\", \"signature\": { \"from\": \"header:X\" } } {}", "acme.json:1: ");
        refused("{ \"name\": \"acme\", \"signature\": { \"from\": \"header:X\" } } trailing", "acme.json:1: ");
    }

    @ParameterizedTest
    @CsvSource({"ACME", "acme_2", "-acme", "acme-", "a--b", "ac me", "''", "ä", "a/b", "a.b"})
    @DisplayName("a name is lower-case letters, digits and single hyphens")
    void names(String name) throws Exception {
        refused("{ \"name\": \"" + name + "\", \"signature\": { \"from\": \"header:X\" } }", "is no name");
    }

    @Test
    @DisplayName("a field that every variant sets for itself is pointed out where it stands without effect")
    void withoutEffect() throws Exception {
        refused("""
                {
                  "name": "acme",
                  "extends": "standard-webhooks",
                  "key": "text"
                }
                """, "acme.json:4: key: has no effect, since each variant sets its own; change the variants");
    }
}
