package io.hookward.testkit.explain;

/**
 * What can make a genuine delivery fail: a closed list with stable ids. Each is reported only if the signature matches
 * once exactly this is undone.
 */
public enum Cause {
    /** The timestamp is too old, and the signature right. */
    TIME_STALE(
            "time.stale",
            "The signature is right, but the timestamp lies too far in the past",
            "Set the receiver's clock by NTP, and look for a queue or a proxy that holds deliveries back; a capture is"
                    + " verified at the time of its arrival with --now"),
    /** The timestamp is too new, and the signature right. */
    TIME_FUTURE(
            "time.future",
            "The signature is right, but the timestamp lies too far in the future",
            "Set the receiver's clock by NTP: it is behind the provider's"),
    /** The timestamp is written in another unit. */
    TIME_UNIT(
            "time.unit",
            "The signature is right, but the timestamp is not written as the scheme says",
            "Correct timestamp.unit of the scheme"),
    /** A line break was added behind the body. */
    BODY_NEWLINE_ADDED(
            "body.newline-added",
            "The signature matches the body without the line break at its end",
            "Verify the body before anything appends to it; with curl use --data-binary, and printf in place of echo"),
    /** The line break behind the body was lost. */
    BODY_NEWLINE_LOST(
            "body.newline-lost",
            "The signature matches the body with a line break at its end",
            "Verify the bytes as they came: something trims the body; curl's --data drops line breaks, --data-binary"
                    + " keeps them"),
    /** White space was added around the body. */
    BODY_WHITESPACE_ADDED(
            "body.whitespace-added",
            "The signature matches the body without the white space around it",
            "Verify the body before anything pads or appends to it"),
    /** Line feeds became carriage return and line feed. */
    BODY_CRLF(
            "body.crlf",
            "The signature matches the body with its CRLF line ends as LF",
            "Read the body as bytes: a text stream or an editor changed its line ends"),
    /** Carriage returns were lost. */
    BODY_LF(
            "body.lf",
            "The signature matches the body with its LF line ends as CRLF",
            "Read the body as bytes: a text stream or an editor changed its line ends"),
    /** A byte order mark was put in front. */
    BODY_BOM_ADDED(
            "body.bom-added",
            "The signature matches the body without the byte order mark at its start",
            "Save and read the body as bytes: an editor or a writer put the mark there"),
    /** The byte order mark was taken away. */
    BODY_BOM_LOST(
            "body.bom-lost",
            "The signature matches the body with a byte order mark at its start",
            "Read the body as bytes: a reader took the mark away"),
    /** The JSON was printed with white space. */
    BODY_JSON_COMPACT(
            "body.json-compact",
            "The signature matches the JSON written without white space",
            "Verify the raw bytes, before the JSON is parsed and printed again"),
    /** The JSON was printed without its white space. */
    BODY_JSON_PRETTY(
            "body.json-pretty",
            "The signature matches the JSON written with white space",
            "Verify the raw bytes, before the JSON is parsed and printed again"),
    /** The names of JSON objects were put into another order. */
    BODY_JSON_KEY_ORDER(
            "body.json-key-order",
            "The signature matches the JSON with its names in another order",
            "Verify the raw bytes: a map printed the JSON again in an order of its own"),
    /** JSON strings were escaped in another way. */
    BODY_JSON_ESCAPES(
            "body.json-escapes",
            "The signature matches the JSON with its strings escaped in another way",
            "Verify the raw bytes: a printer with other rules for escapes printed the JSON again"),
    /** The body was put into a JSON string. */
    BODY_JSON_IN_STRING(
            "body.json-in-string",
            "The signature matches the text inside the JSON string that the body is",
            "Pass the body on as it is, and not as a value to be printed as JSON once more"),
    /** The form was encoded again. */
    BODY_FORM_ENCODING(
            "body.form-encoding",
            "The signature matches the form with its escapes written in another way",
            "Verify the raw bytes, before the form is parsed and encoded again"),
    /** The form's fields were put into another order. */
    BODY_FORM_ORDER(
            "body.form-order",
            "The signature matches the form with its fields in another order",
            "Verify the raw bytes, before the form is parsed and encoded again"),
    /** A field was taken out of the form. */
    BODY_FORM_UNWRAPPED(
            "body.form-unwrapped",
            "The signature matches a form that has the body in its field payload",
            "Verify the raw form, and read its field afterwards"),
    /** The body was decoded and encoded with different charsets. */
    BODY_CHARSET(
            "body.charset",
            "The signature matches the body in another charset",
            "Read the body as bytes: it was decoded in the wrong charset and written again"),
    /** The compressed bytes were kept, and plain ones signed. */
    BODY_COMPRESSED(
            "body.compressed",
            "The signature matches the decompressed body",
            "Decompress before verifying: this provider signs the plain bytes"),
    /** The plain bytes were kept, and compressed ones signed. */
    BODY_DECOMPRESSED(
            "body.decompressed",
            "The signature matches the body compressed with gzip",
            "Verify before anything decompresses the body: this provider signs the compressed bytes"),
    /** The framing of chunks was taken for a part of the body. */
    BODY_CHUNK_FRAMING(
            "body.chunk-framing",
            "The signature matches the body without the framing of its chunks",
            "Decode Transfer-Encoding: chunked before verifying"),
    /** There are more bytes than the request declares. */
    BODY_LONGER_THAN_DECLARED(
            "body.longer-than-declared",
            "The signature matches as many bytes as Content-Length declares, and the body has more",
            "Look for what appends to the body, or for a buffer that is read beyond what was filled"),
    /** The secret has white space around it. */
    SECRET_WHITESPACE(
            "secret.whitespace",
            "The signature matches the secret without the white space around it",
            "Remove the blank or the line break from the variable or file that holds the secret"),
    /** The secret has quotes around it. */
    SECRET_QUOTED(
            "secret.quoted",
            "The signature matches the secret without the quotes around it",
            "Remove the quotes: env files of Docker and systemd differ in whether they belong to the value"),
    /** The secret ends with a written-out line break. */
    SECRET_LINE_BREAK(
            "secret.line-break",
            "The signature matches the secret without the written-out \\n at its end",
            "Remove the two characters \\n from the end of the secret"),
    /** The sender's secret ends with a line break. */
    SECRET_NEWLINE_LOST(
            "secret.newline-lost",
            "The signature matches the secret with a line break at its end",
            "The sender's secret holds a line break, as echo writes one: correct it there, with printf"),
    /** The secret begins with a byte order mark. */
    SECRET_BOM(
            "secret.bom",
            "The signature matches the secret without the byte order mark at its start",
            "Save the file of the secret without a byte order mark"),
    /** The secret has the name of its variable in front. */
    SECRET_ASSIGNMENT(
            "secret.assignment",
            "The signature matches what stands behind the equals sign in the secret",
            "Configure the value alone, without NAME= in front"),
    /** The secret is percent-encoded. */
    SECRET_URL_ENCODED(
            "secret.url-encoded",
            "The signature matches the secret with its percent escapes decoded",
            "Configure the secret as the provider shows it, without escapes"),
    /** The secret's prefix belongs to the key, and is cut off. */
    SECRET_PREFIX_KEPT(
            "secret.prefix-kept",
            "The signature matches the whole text of the secret as the key, prefix and all",
            "The provider takes the secret as text: set \"key\": \"text\" in the scheme"),
    /** The secret's prefix does not belong to the key. */
    SECRET_PREFIX_STRIPPED(
            "secret.prefix-stripped",
            "The signature matches the secret without its prefix, as text",
            "Set \"key\": [\"strip whsec_\", \"text\"] in the scheme, with the prefix that the secret has"),
    /** The secret was copied with its version in front. */
    SECRET_VERSION_PREFIX(
            "secret.version-prefix",
            "The signature matches the secret without the v1, in front of whsec_",
            "Configure the secret from whsec_ on: what stands before it names the version of the signature"),
    /** The key is the decoded secret. */
    SECRET_BASE64_DECODED(
            "secret.base64-decoded",
            "The signature matches the secret decoded from Base64 as the key",
            "Set \"key\": \"base64\" in the scheme, behind \"strip whsec_\" if the secret has that prefix"),
    /** The key is the decoded secret. */
    SECRET_HEX_DECODED(
            "secret.hex-decoded",
            "The signature matches the secret decoded from hex as the key",
            "Set \"key\": \"hex\" in the scheme"),
    /** The key is the text, and not what it decodes to. */
    SECRET_NOT_DECODED(
            "secret.not-decoded",
            "The signature matches the characters of the secret as the key, not decoded",
            "Set \"key\": \"text\" in the scheme"),
    /** The secret was decoded before it was configured. */
    SECRET_ENCODED(
            "secret.encoded",
            "The signature matches the secret encoded in Base64 or hex as the key",
            "Configure the secret as the provider shows it: it was decoded once too often"),
    /** A secret that was replaced. */
    SECRET_OLD(
            "secret.old",
            "The signature matches an old secret",
            "Keep the old secret beside the new one until the provider has stopped using it"),
    /** The secret of another endpoint. */
    SECRET_OTHER_ENDPOINT(
            "secret.other-endpoint",
            "The signature matches the secret of another endpoint",
            "Configure the secret of the endpoint that this URL belongs to at the provider"),
    /** The secret of test mode, or that of live mode. */
    SECRET_OTHER_MODE(
            "secret.other-mode",
            "The signature matches the secret of the other mode, test or live",
            "Test and live mode have secrets of their own: configure the one of the mode that sends"),
    /** Another hash function. */
    SCHEME_ALGORITHM(
            "scheme.algorithm", "The signature is made with another algorithm", "Correct the algorithm of the scheme"),
    /** Another spelling of the signature's bytes. */
    SCHEME_ENCODING(
            "scheme.encoding",
            "The signature is right, but written in another encoding",
            "Correct signature.encoding of the scheme: hex, base64 and base64url are different spellings"),
    /** Another prefix before the signature. */
    SCHEME_PREFIX(
            "scheme.prefix",
            "The signature is right, but stands behind another prefix",
            "Correct signature.prefix of the scheme"),
    /** Another label before the signature. */
    SCHEME_LABEL(
            "scheme.label",
            "The signature is right, but has another label in its header",
            "An item of another version, or of test mode, is not meant for this endpoint: configure the endpoint at"
                    + " the provider, or correct signature.label"),
    /** The signature stands in another header. */
    SCHEME_HEADER(
            "scheme.header",
            "The signature is right, but stands in another header",
            "Correct signature.from of the scheme, or find what renames the header on its way"),
    /** The provider signs other content. */
    SCHEME_TEMPLATE(
            "scheme.template",
            "The signature covers other content than the scheme says",
            "Correct content of the scheme"),
    /** Another of the provider's own ways to sign. */
    SCHEME_OTHER_VARIANT(
            "scheme.other-variant",
            "The signature is made by another of the provider's own signing methods",
            "Choose at the provider the method that the endpoint expects, or let the endpoint accept this one"),
    /** Another provider's scheme. */
    SCHEME_OTHER_PROVIDER(
            "scheme.other-provider",
            "The signature is made by another provider's scheme",
            "Configure the endpoint with that provider"),
    /** A part of the signature is missing. */
    SIGNATURE_TRUNCATED(
            "signature.truncated",
            "What arrived is the beginning of the right signature",
            "Find what cuts the header: a column, a log or a proxy with a limit on its length"),
    /** The signature has quotes around it. */
    SIGNATURE_QUOTED(
            "signature.quoted",
            "The signature is right without the quotes around it",
            "Find what puts quotes around the header's value"),
    /** White space inside the signature. */
    SIGNATURE_WHITESPACE(
            "signature.whitespace",
            "The signature is right without the white space in it",
            "Find what folds or pads the header's value"),
    /** The signature is percent-encoded. */
    SIGNATURE_URL_ENCODED(
            "signature.url-encoded",
            "The signature is right with its percent escapes decoded",
            "Decode the value once more, or find what encodes it"),
    /** A blank in place of a plus. */
    SIGNATURE_PLUS_LOST(
            "signature.plus-lost",
            "The signature is right with + in place of its blanks",
            "Do not decode the header's value as a form: + means + in Base64"),
    /** Base64 without its padding. */
    SIGNATURE_PADDING_LOST(
            "signature.padding-lost",
            "The signature is right with its Base64 padding",
            "Find what cuts the = from the end of the value"),
    /** Headers under other names. */
    HEADER_RENAMED(
            "header.renamed",
            "The signature is right once the headers have the names that the provider gives them",
            "Read the headers by the names that were sent: CGI variables and proxies change them"),
    /** The public URL has another scheme. */
    URL_SCHEME(
            "url.scheme",
            "The signature matches the URL with the other of http and https",
            "Set the public URL as the provider has it: TLS ends at a proxy in front"),
    /** The public URL has another host. */
    URL_HOST(
            "url.host",
            "The signature matches the URL with another host",
            "Set the public URL as the provider has it: the host behind the proxy is another one"),
    /** The public URL has another port, or none. */
    URL_PORT(
            "url.port",
            "The signature matches the URL with another port, or without one",
            "Set the public URL as the provider has it: the port behind the proxy is another one"),
    /** A slash at the end of the path. */
    URL_SLASH(
            "url.slash",
            "The signature matches the URL with its last slash added or removed",
            "Write the public URL exactly as it was registered with the provider"),
    /** A prefix of the path. */
    URL_PATH(
            "url.path",
            "The signature matches the URL with another path",
            "Set the public URL as the provider has it: something in front rewrites the path"),
    /** The query is not the one that was signed. */
    URL_QUERY(
            "url.query",
            "The signature matches the URL with its query added or removed",
            "Pass the query on as it came, and leave none out"),
    /** The parameters have another order. */
    URL_QUERY_ORDER(
            "url.query-order",
            "The signature matches the URL with its parameters in another order",
            "Take the query as it came, before anything parses and writes it again"),
    /** The URL is escaped in another way. */
    URL_ESCAPES(
            "url.escapes",
            "The signature matches the URL with its escapes written in another way",
            "Take the URL as it came, before anything decodes and encodes it again");

    private final String id;
    private final String statement;
    private final String fix;

    Cause(String id, String statement, String fix) {
        this.id = id;
        this.statement = statement;
        this.fix = fix;
    }

    /** The stable id, such as {@code body.newline-added}. */
    public String id() {
        return id;
    }

    /** What was found, in one sentence without a full stop. */
    public String statement() {
        return statement;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }
}
