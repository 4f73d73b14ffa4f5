package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Signed content made of a request's parameters, as some providers have it. */
public final class Parameters {
    /** Without the characters that separate parameters, and not the beginning of JSON. */
    private static final Pattern PARAMETER_NAME = Pattern.compile("(?!\\s*[\\[{\"])[^&=]*");

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private Parameters() {}

    /**
     * Each field's name followed by its values, the names sorted by their characters, the values of one name sorted and
     * each once: what Twilio and Mandrill sign behind the URL.
     */
    public static String formSorted(RequestValues request) {
        SortedMap<String, TreeSet<String>> sorted = new TreeMap<>();
        for (Map.Entry<String, String> field : formFields(request)) {
            sorted.computeIfAbsent(field.getKey(), absent -> new TreeSet<>()).add(field.getValue());
        }
        StringBuilder text = new StringBuilder();
        sorted.forEach(
                (name, values) -> values.forEach(value -> text.append(name).append(value)));
        return text.toString();
    }

    /**
     * The URL with its parameters sorted, and behind a dot (or a question mark, if there are no parameters) each field
     * of the form, its name and its value, sorted: what Plivo signs in its third version.
     */
    public static String urlFormSorted(String url, RequestValues request) {
        String query = sorted(FormFields.all(request.head().query()), "=", "&");
        String form = sorted(formFields(request), "", "");
        String base = UrlParts.withoutQuery(url);
        if (form.isEmpty()) {
            return query.isEmpty() ? base : base + '?' + query;
        }
        return base + '?' + query + (query.isEmpty() ? "" : ".") + form;
    }

    private static String sorted(List<Map.Entry<String, String>> fields, String assign, String separator) {
        return fields.stream()
                .sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .map(field -> field.getKey() + assign + field.getValue())
                .collect(Collectors.joining(separator));
    }

    /**
     * The form's fields but {@code p_signature}, sorted by name, as PHP's {@code serialize} writes an array of texts:
     * what Paddle signed in its classic version. No name may come twice: PHP reads the last of them, others the first.
     */
    public static String formPhp(RequestValues request) {
        SortedMap<String, String> sorted = new TreeMap<>();
        for (Map.Entry<String, String> field : formFields(request)) {
            if (!field.getKey().equals("p_signature")) {
                putOnce(field, sorted);
            }
        }
        StringBuilder text = new StringBuilder("a:").append(sorted.size()).append(":{");
        sorted.forEach((name, value) -> text.append(phpText(name)).append(phpText(value)));
        return text.append('}').toString();
    }

    private static String phpText(String text) {
        return "s:" + text.getBytes(StandardCharsets.UTF_8).length + ":\"" + text + "\";";
    }

    private static void putOnce(Map.Entry<String, String> parameter, Map<String, String> parameters) {
        if (parameters.put(parameter.getKey(), parameter.getValue()) != null) {
            throw RejectedException.untraced(RejectionReason.BODY_MALFORMED, "a parameter comes more than once");
        }
    }

    /** The fields of a form; none of an empty body. */
    private static List<Map.Entry<String, String>> formFields(RequestValues request) {
        if (request.length() == 0) {
            return List.of();
        }
        if (!Forms.isUrlEncoded(request.headers())) {
            throw RejectedException.untraced(
                    RejectionReason.BODY_MALFORMED, "the scheme signs a form's fields, and the body is no form");
        }
        return signedFields(form(request));
    }

    /**
     * {@code &name=value} for each parameter, sorted by name, without {@code sig} and empty ones, and with {@code &} and
     * {@code =} in values written as {@code _}: what Vonage signs.
     *
     * <p>A name with one of these characters could stand for several parameters. An empty parameter whose name looks like
     * JSON could be a JSON body that nobody signed, sent as a form. Both are refused.
     */
    public static String parametersSorted(RequestValues request) {
        List<Map.Entry<String, String>> all =
                new ArrayList<>(signedFields(request.head().query()));
        if (Forms.isUrlEncoded(request.headers())) {
            all.addAll(signedFields(form(request)));
        } else if (request.length() > 0) {
            all.addAll(JsonText.flatFields(request.array(), request.offset(), request.length()));
        }
        SortedMap<String, String> sorted = new TreeMap<>();
        for (Map.Entry<String, String> parameter : all) {
            if (!PARAMETER_NAME.matcher(parameter.getKey()).matches()) {
                throw RejectedException.untraced(RejectionReason.BODY_MALFORMED, "a parameter's name is not allowed");
            }
            putOnce(parameter, sorted);
        }
        StringBuilder text = new StringBuilder();
        sorted.forEach((name, value) -> {
            if (!name.equals("sig") && !value.isEmpty()) {
                text.append('&').append(name).append('=');
                text.append(value.replace('&', '_').replace('=', '_'));
            }
        });
        return text.toString();
    }

    private static String form(RequestValues request) {
        return new String(request.array(), request.offset(), request.length(), StandardCharsets.UTF_8);
    }

    /**
     * All fields in order. An escape without two hex digits is refused: other readers decode the rest of such a text,
     * {@link FormFields} does not.
     */
    private static List<Map.Entry<String, String>> signedFields(String text) {
        if (BROKEN_ESCAPE.matcher(text).find()) {
            throw RejectedException.untraced(
                    RejectionReason.BODY_MALFORMED, "a parameter has an escape without two hex digits");
        }
        return FormFields.all(text);
    }
}
