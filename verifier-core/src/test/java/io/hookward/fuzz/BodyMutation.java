package io.hookward.fuzz;

/** Changes of a body that readers of JSON and of forms trip over. */
final class BodyMutation {
    private static final String[] PIECES = {
        "1e999999999",
        "-1e-999999999",
        "1e400",
        "-0",
        "0.1e1",
        "9".repeat(400),
        "[".repeat(2000),
        "{\"a\":".repeat(300),
        "\"\\ud800\"",
        "\\u0000",
        "\"id\":null",
        "\"id\":{}",
        "\"id\":\"a\",\"id\":\"b\"",
        "true",
        "NaN",
        "//",
        "/*",
        "\u00ef\u00bb\u00bf",
        "\u00fe\u00ff\u0000{",
        "\u0000\u0000\u0000{",
        "\u00c3",
        "\u00ff",
        "'",
        "\"",
        "}",
        "]",
        ",",
        ":",
        "&",
        "=",
        "%",
        "%zz",
        "%00",
        "+",
        "a=1&a=2",
        "p_signature=x",
        "sig=",
        "id=%f0%9f",
        ";",
        "--b\r\n",
        "--b--",
        "Content-Disposition: form-data; name=\"id\"\r\n\r\n",
        "\r\n\r\n",
        "name=\"\""
    };

    private BodyMutation() {}

    /** The text's characters are bytes. */
    static String mutate(String text, Bytes choices) {
        StringBuilder changed = new StringBuilder(text);
        int at = choices.below(changed.length() + 1);
        String piece = choices.oneOf(PIECES);
        switch (choices.below(5)) {
            case 0 -> changed.insert(at, piece);
            case 1 -> changed.replace(at, Math.min(changed.length(), at + choices.below(20)), piece);
            case 2 -> changed.setLength(0);
            case 3 -> changed.setLength(at);
            default -> changed.insert(0, piece).append(choices.oneOf(PIECES));
        }
        return changed.isEmpty() ? piece : changed.toString();
    }
}
