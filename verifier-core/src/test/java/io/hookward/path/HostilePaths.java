package io.hookward.path;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Random requests whose paths are endpoints' paths, or nearly so, under some of the ways to spell them. */
final class HostilePaths {

    private static final List<String> CONTEXTS =
            List.of("", "", "", "/app", "/App", "/a%70p", "/app;x", "/a/b", "/h\u00e4");
    private static final List<String> NAMES =
            List.of("hook", "Hook", "hook.json", "a", "b", "A", "webhooks", "stripe", "x-1", "app");
    private static final List<String> ASCII = List.of(
            "/",
            "//",
            "/./",
            "/../",
            "..",
            ".",
            ";x",
            ";x/",
            ";",
            "\\",
            " ",
            "\t",
            "\u0000",
            "\u007f",
            "%",
            "%2",
            "%zz",
            "%2f",
            "%2F",
            "%252f",
            "%25252F",
            "%5c",
            "%255C",
            "%2e",
            "%2E%2e",
            "%252e",
            "%20",
            "%00",
            "%3b",
            "%253B",
            "%68",
            "%6f",
            "%4F",
            "%41",
            "%61",
            "%2561",
            "%25",
            "%2561%",
            "a",
            "B",
            "-",
            "_",
            "~",
            "+",
            ":",
            "1",
            ".json",
            "/x/..",
            "\u00e9",
            "%e9",
            "%c3%a9",
            "%ff",
            "/hook",
            "/a/b",
            "hook/",
            "/webhooks/");
    private static final List<String> FOLDING = List.of(
            "\u0130",
            "\u0131",
            "\u017f",
            "\u212a",
            "%c5%bf",
            "%C4%B0",
            "%c4%b1",
            "%E2%84%AA",
            "\u00c5\u00bf",
            "%25c5%bf",
            "\u00c5%BF");

    private final Random random;
    private final boolean folding;

    HostilePaths(Random random, boolean folding) {
        this.random = random;
        this.folding = folding;
    }

    record Hostile(String context, String raw, String decoded) {}

    List<String> endpoints() {
        int size = 1 + random.nextInt(6);
        return random.ints(size, 0, Integer.MAX_VALUE)
                .mapToObj(any -> plain() + (random.nextInt(6) == 0 ? "/" : ""))
                .toList();
    }

    private String plain() {
        StringBuilder path = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            path.append('/').append(one(NAMES));
        }
        return path.toString();
    }

    Hostile next(List<String> endpoints) {
        String context = one(CONTEXTS);
        String path = random.nextInt(3) == 0 ? plain() : one(endpoints);
        StringBuilder raw = new StringBuilder(context).append(path);
        if (random.nextInt(4) == 0) {
            raw.append(one(List.of("/", ".json", "2", "-a", "~", "/a", "/hook", "Z")));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            mutate(raw);
        }
        return new Hostile(context, raw.toString(), decoded(context, path, raw.toString()));
    }

    private void mutate(StringBuilder raw) {
        int at = raw.isEmpty() ? 0 : random.nextInt(raw.length() + 1);
        if (folding && random.nextInt(3) == 0) {
            boolean like = at < raw.length() && "iks".indexOf(raw.charAt(at)) >= 0;
            raw.replace(at, like ? at + 1 : at, one(FOLDING));
        } else if (at < raw.length() && random.nextInt(3) == 0) {
            char c = raw.charAt(at);
            raw.replace(
                    at,
                    at + 1,
                    random.nextBoolean() && c < 0x80 ? "%" + HexFormat.of().toHexDigits((byte) c) : flipped(c));
        } else {
            raw.insert(at, one(ASCII));
        }
    }

    private static String flipped(char c) {
        return c < 0x80 && Character.isLetter(c) ? String.valueOf((char) (c ^ 0x20)) : String.valueOf(c);
    }

    private String decoded(String context, String path, String raw) {
        String below = raw.startsWith(context) ? raw.substring(context.length()) : raw;
        return switch (random.nextInt(4)) {
            case 0 -> path;
            case 1 ->
                below.replace("%2e", ".")
                        .replace("%68", "h")
                        .replace("%2f", "/")
                        .replaceAll(";[^/]*", "");
            default -> below;
        };
    }

    private String one(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
