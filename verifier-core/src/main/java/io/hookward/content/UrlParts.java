package io.hookward.content;

/** The parts of a public URL as they are written; nothing is decoded or normalised. */
public final class UrlParts {
    private UrlParts() {}

    /** The path and the query. */
    public static String path(String url) {
        int slash = url.indexOf('/', authority(url));
        return slash < 0 ? "/" : url.substring(slash);
    }

    /** The URL up to its query or fragment. */
    public static String withoutQuery(String url) {
        int end = endOfAuthority(url);
        while (end < url.length() && "?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(0, end);
    }

    /** The URL without its port. */
    public static String withoutPort(String url) {
        int end = endOfAuthority(url);
        int colon = portColon(url, end);
        return colon < 0 ? url : url.substring(0, colon) + url.substring(end);
    }

    /** The URL with its port, the scheme's default one if it has none. */
    public static String withPort(String url) {
        int end = endOfAuthority(url);
        if (portColon(url, end) >= 0) {
            return url;
        }
        return url.substring(0, end) + (url.startsWith("https:") ? ":443" : ":80") + url.substring(end);
    }

    private static int authority(String url) {
        int scheme = url.indexOf("://");
        return scheme < 0 ? 0 : scheme + 3;
    }

    private static int endOfAuthority(String url) {
        for (int i = authority(url); i < url.length(); i++) {
            if ("/?#".indexOf(url.charAt(i)) >= 0) {
                return i;
            }
        }
        return url.length();
    }

    private static int portColon(String url, int end) {
        int colon = url.lastIndexOf(':', end - 1);
        boolean port =
                colon >= authority(url) && colon > url.lastIndexOf('@', end) && colon > url.lastIndexOf(']', end);
        return port ? colon : -1;
    }
}
