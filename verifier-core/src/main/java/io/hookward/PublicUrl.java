package io.hookward;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the URL that a provider was given for an endpoint. The text is never changed: some providers sign it byte for
 * byte, with or without a trailing slash.
 */
final class PublicUrl {
    private static final Pattern PARTS = Pattern.compile("(?i:https?)://([^/]*)(/.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]*)(?::(.*))?");
    private static final Pattern HOST =
            Pattern.compile("\\[.+]|[\\p{L}\\p{M}\\p{N}_-]+(?:\\.[\\p{L}\\p{M}\\p{N}_-]+)*\\.?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final int HIGHEST_PORT = 65_535;

    private PublicUrl() {}

    /**
     * The URL as it was given.
     *
     * @param example a right one, for the message
     * @throws IllegalArgumentException if it is not an absolute HTTP or HTTPS URL, or has a query, a fragment or user
     *     information; the message does not repeat it, because such parts may be secret
     */
    static String checked(String url, String example) {
        String fault = fault(url);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException("the public URL " + fault
                    + ": write the URL that the provider was given," + " without its query, such as " + example);
        }
        return url;
    }

    private static String fault(String url) {
        if (url.isBlank()) {
            return "is blank";
        }
        if (url.codePoints().anyMatch(PublicUrl::isInvisible)) {
            return "has a blank or a control character in it";
        }
        if (url.indexOf('?') >= 0) {
            return "has a query, which comes with each request";
        }
        if (url.indexOf('#') >= 0) {
            return "has a fragment, which is never sent";
        }
        if (url.codePoints().anyMatch(c -> "\"<>\\^`{|}".indexOf(c) >= 0)) {
            return "has a character in it that a URL cannot have";
        }
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            return "does not begin with https:// or http://";
        }
        return BAD_ESCAPE.matcher(url).find() ? "has a % without two hex digits behind it" : fault(parts);
    }

    private static String fault(Matcher parts) {
        String authority = parts.group(1);
        if (authority.indexOf('@') >= 0) {
            return "has a user name or a password";
        }
        Matcher split = AUTHORITY.matcher(authority);
        if (!split.matches() || !HOST.matcher(split.group(1)).matches()) {
            return "has no valid host";
        }
        String port = split.group(2);
        return port == null || isPort(port) ? "" : "has a port that is not a number from 1 to " + HIGHEST_PORT;
    }

    private static boolean isPort(String port) {
        if (!PORT.matcher(port).matches()) {
            return false;
        }
        int number = Integer.parseInt(port);
        return number >= 1 && number <= HIGHEST_PORT;
    }

    /** Control and format characters, all kinds of blanks, and code points that stand for nothing. */
    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
