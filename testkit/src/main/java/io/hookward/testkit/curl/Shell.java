package io.hookward.testkit.curl;

import java.util.List;

/** Text for a POSIX shell. */
final class Shell {
    private Shell() {}

    /** In single quotes, where nothing is expanded. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** As {@link #quoted}, except that these variables are expanded. */
    static String quotedWith(String text, List<String> variables) {
        String quoted = quoted(text);
        for (String variable : variables) {
            quoted = quoted.replace(variable, "'\"" + variable + "\"'");
        }
        return quoted;
    }

    /** In double quotes, where variables are expanded; the text itself must be harmless there. */
    static String expanded(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("`", "\\`") + "\"";
    }

    /** As part of a {@code printf} format in single quotes. */
    static String inFormat(String text) {
        return text.replace("\\", "\\\\")
                .replace("%", "%%")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("'", "'\\''");
    }
}
