package io.hookward.testkit.explain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Forms and query strings as other encoders write them. */
final class FormVariations {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.~*%+\\[\\]-]+=");

    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");
    private static final int MOST_PERMUTED = 4;
    private static final int LARGEST = 256 * 1024;

    /** How encoders differ: what they leave as it is beside letters and digits, the blank, and the case of escapes. */
    enum Style {
        /** Java, browsers, Python's urlencode before 3.7. */
        FORM("-._*", true, false),
        /** Python's urlencode, Go. */
        FORM_TILDE("-._~", true, false),
        /** PHP. */
        FORM_PHP("-._", true, false),
        /** JavaScript's encodeURIComponent. */
        COMPONENT("-._~!*'()", false, false),
        /** RFC 3986, such as PHP's rawurlencode. */
        STRICT("-._~", false, false),
        /** .NET. */
        LOWER_CASE("-._*!()", true, true);

        private final String kept;
        private final boolean plus;
        private final boolean lower;

        Style(String kept, boolean plus, boolean lower) {
            this.kept = kept;
            this.plus = plus;
            this.lower = lower;
        }

        String encode(byte[] bytes) {
            StringBuilder text = new StringBuilder();
            for (byte b : bytes) {
                boolean letter = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
                if (letter || b > 0 && kept.indexOf(b) >= 0) {
                    text.append((char) b);
                } else if (b == ' ' && plus) {
                    text.append('+');
                } else {
                    HexFormat digits = lower ? HexFormat.of() : HexFormat.of().withUpperCase();
                    text.append('%').append(digits.toHexDigits(b));
                }
            }
            return text.toString();
        }
    }

    /**
     * A spelling.
     *
     * @param causes what differs
     * @param detail how
     * @param body the text
     */
    record Variant(List<Cause> causes, String detail, String body) {}

    private FormVariations() {}

    /** The form's other spellings; for JSON, the form that may have held it. */
    static List<Variant> of(String text, boolean thorough) {
        List<Variant> variants = new ArrayList<>();
        if (text.length() > LARGEST) {
            return variants;
        }
        String trimmed = text.strip();
        if (trimmed.startsWith("{") && thorough) {
            Set<String> forms = new LinkedHashSet<>();
            for (Style style : Style.values()) {
                forms.add("payload=" + style.encode(text.getBytes(StandardCharsets.UTF_8)));
            }
            forms.forEach(form -> variants.add(new Variant(List.of(Cause.BODY_FORM_UNWRAPPED), "", form)));
        }
        if (!isForm(trimmed)) {
            return variants;
        }
        for (String other : spellings(trimmed)) {
            variants.add(new Variant(List.of(Cause.BODY_FORM_ENCODING), "", other));
        }
        List<String> orders = orders(trimmed);
        for (String other : orders) {
            variants.add(new Variant(List.of(Cause.BODY_FORM_ORDER), "", other));
        }
        for (String order : orders) {
            for (String other : spellings(order)) {
                variants.add(new Variant(List.of(Cause.BODY_FORM_ORDER, Cause.BODY_FORM_ENCODING), "", other));
            }
        }
        return variants;
    }

    /** A form begins with a name and an equals sign, and has no white space in it, and nothing of JSON or XML. */
    private static boolean isForm(String text) {
        return NAME.matcher(text).lookingAt() && text.chars().noneMatch(c -> c <= ' ' || "{}\"<>".indexOf(c) >= 0);
    }

    /** The same fields in the same order, escaped otherwise. */
    static Set<String> spellings(String form) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(form.replace("+", "%20"));
        spellings.add(form.replace("%20", "+"));
        spellings.add(escapes(form, true));
        spellings.add(escapes(form, false));
        for (Style style : Style.values()) {
            List<String> fields = new ArrayList<>();
            for (String field : form.split("&", -1)) {
                int equals = field.indexOf('=');
                String name = style.encode(decoded(equals < 0 ? field : field.substring(0, equals)));
                fields.add(equals < 0 ? name : name + '=' + style.encode(decoded(field.substring(equals + 1))));
            }
            spellings.add(String.join("&", fields));
        }
        spellings.remove(form);
        return spellings;
    }

    /** The same fields in other orders: sorted, and every order of a few. */
    static List<String> orders(String form) {
        List<String> fields = List.of(form.split("&", -1));
        Set<String> orders = new LinkedHashSet<>();
        orders.add(String.join("&", fields.stream().sorted().toList()));
        orders.add(String.join(
                "&", fields.stream().sorted(Comparator.reverseOrder()).toList()));
        if (fields.size() <= MOST_PERMUTED) {
            for (List<Integer> places : Permutations.of(fields.size())) {
                orders.add(String.join("&", places.stream().map(fields::get).toList()));
            }
        }
        orders.remove(form);
        return List.copyOf(orders);
    }

    private static String escapes(String form, boolean lower) {
        return ESCAPE.matcher(form)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        lower
                                ? escape.group().toLowerCase(Locale.ROOT)
                                : escape.group().toUpperCase(Locale.ROOT)));
    }

    /** The bytes of a name or a value; what is no escape stays. */
    static byte[] decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            @Nullable Integer escaped = c == '%' ? escaped(text, i) : null;
            if (escaped != null) {
                bytes.write(escaped);
                i += 2;
            } else if (c == '+') {
                bytes.write(' ');
            } else {
                int point = text.codePointAt(i);
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point) - 1;
            }
        }
        return bytes.toByteArray();
    }

    private static @Nullable Integer escaped(String text, int at) {
        if (at + 3 > text.length()) {
            return null;
        }
        String digits = text.substring(at + 1, at + 3);
        return digits.matches("[0-9a-fA-F]{2}") ? Integer.valueOf(digits, 16) : null;
    }
}
