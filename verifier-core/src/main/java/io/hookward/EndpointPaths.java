package io.hookward;

/** What the path of an endpoint may look like: plain, so that it has one spelling. */
final class EndpointPaths {
    private EndpointPaths() {}

    static void check(String path) {
        boolean plain = path.startsWith("/")
                && path.length() > 1
                && !path.endsWith("/")
                && !path.contains("//")
                && path.chars().allMatch(EndpointPaths::isPlain)
                && !path.matches(".*/\\.{1,2}(/.*)?");
        if (!plain) {
            throw new IllegalArgumentException(
                    "'" + path + "' is no endpoint path: it starts with a slash, does not end"
                            + " with one, and has only letters, digits and the characters - . _ ~ between slashes");
        }
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "/-._~".indexOf(c) >= 0;
    }
}
