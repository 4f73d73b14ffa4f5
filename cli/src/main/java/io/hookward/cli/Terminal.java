package io.hookward.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command reads and prints to.
 *
 * @param out where results go
 * @param err where messages and progress go
 * @param in standard input
 * @param environment the environment variables
 * @param isTerminal whether a person looks at it
 */
record Terminal(PrintStream out, PrintStream err, InputStream in, Map<String, String> environment, boolean isTerminal) {
    boolean isColoured() {
        return isTerminal && environment.get("NO_COLOR") == null && !"dumb".equals(environment.get("TERM"));
    }

    String red(String text) {
        return coloured(text, "31");
    }

    String green(String text) {
        return coloured(text, "32");
    }

    String bold(String text) {
        return coloured(text, "1");
    }

    String dim(String text) {
        return coloured(text, "2");
    }

    private String coloured(String text, String code) {
        return isColoured() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
