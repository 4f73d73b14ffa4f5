package io.hookward.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** How paths without variables were matched before there was a tree: by text, one after the other. A reference for tests. */
final class OldPathReading {

    private final List<String> endpoints;

    OldPathReading(List<String> endpoints) {
        this.endpoints = endpoints;
    }

    boolean isExact(String context, String raw, String decoded) {
        return endpoints.contains(decoded) && raw.equals(context + decoded);
    }

    List<String> owners(String context, String raw, String decoded) {
        String lenientContext = read(context, true);
        String lenientRaw = read(raw, true);
        String rawNames = read(raw, false);
        String lenientDecoded = read(decoded, true);
        List<String> owners = new ArrayList<>();
        for (String endpoint : endpoints) {
            String inContext = read(endpoint, true);
            String full = lenientContext + inContext;
            if (owns(inContext, lenientDecoded) || owns(full, lenientRaw) || owns(full, rawNames)) {
                owners.add(endpoint);
            }
        }
        return owners;
    }

    private static boolean owns(String owner, String path) {
        if (!path.startsWith(owner)) {
            return false;
        }
        String rest = path.substring(owner.length());
        return rest.isEmpty() || "abcdefghijklmnopqrstuvwxyz0123456789-_".indexOf(rest.charAt(0)) < 0;
    }

    private static String read(String path, boolean resolving) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : decoded(path).split("/", -1)) {
            int parameters = segment.indexOf(';');
            String name = (parameters < 0 ? segment : segment.substring(0, parameters))
                    .codePoints()
                    .filter(c -> c > 0x20 && c != 0x7f)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()
                    .toLowerCase(Locale.ROOT);
            if (name.equals("..") && resolving) {
                kept.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                kept.addLast(name);
            }
        }
        return kept.isEmpty() ? "" : "/" + String.join("/", kept);
    }

    private static String decoded(String path) {
        String text = path;
        for (int i = 0; i < 8 && text.indexOf('%') >= 0; i++) {
            text = decodedOnce(text);
        }
        return text.replace('\\', '/');
    }

    private static String decodedOnce(String text) {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '%'
                    && i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2));
            decoded.append(escape ? (char) HexFormat.fromHexDigits(text, i + 1, i + 3) : c);
            i += escape ? 2 : 0;
        }
        return decoded.toString();
    }
}
