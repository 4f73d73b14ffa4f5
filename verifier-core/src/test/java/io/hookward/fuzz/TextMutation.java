package io.hookward.fuzz;

/** Changes of a text that parsers trip over. */
final class TextMutation {
    private static final String[] TOKENS = {
        " ",
        ",",
        "=",
        ";",
        ".",
        ":",
        "v1=",
        "v1,",
        "v0=",
        "v1a,",
        "t=",
        "t=1",
        "sha256=",
        "SHA256=",
        "sha1=",
        "sha512=",
        "0x",
        "+",
        "-",
        "0",
        "9999999999999999999999",
        "NaN",
        "null",
        "\"",
        "'",
        "{",
        "}",
        "[",
        "\\",
        "\u0000",
        "\n",
        "\r\n",
        "\t",
        "\u00e4",
        "\u00a0",
        "\uD83D",
        "\uD83D\uDD11",
        "\u0661",
        "%00",
        "A",
        "==",
        "/",
        "_"
    };

    private TextMutation() {}

    static String mutate(String text, Bytes choices) {
        StringBuilder changed = new StringBuilder(text);
        int at = choices.below(changed.length() + 1);
        switch (choices.below(9)) {
            case 0 -> changed.insert(at, choices.oneOf(TOKENS));
            case 1 -> changed.delete(at, Math.min(changed.length(), at + 1 + choices.below(8)));
            case 2 -> {
                if (at < changed.length()) {
                    changed.setCharAt(at, (char) (changed.charAt(at) ^ 1 << choices.below(8)));
                }
            }
            case 3 -> changed.insert(at, text);
            case 4 -> changed.setLength(at);
            case 5 -> changed.insert(at, choices.oneOf(TOKENS).repeat(1 + choices.below(40)));
            case 6 -> {
                String token = choices.oneOf(TOKENS);
                changed.setLength(0);
                changed.append(text.replace(choices.oneOf(TOKENS), token));
            }
            case 7 -> changed.insert(0, choices.oneOf(TOKENS)).append(choices.oneOf(TOKENS));
            default -> {
                changed.setLength(0);
                changed.append(choices.text(64));
            }
        }
        return changed.toString();
    }
}
