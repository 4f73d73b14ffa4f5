package io.hookward.content;

import io.hookward.request.Form;
import io.hookward.request.MalformedFormException;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Signed content made of a request's parameters, as some providers have it. */
public final class Parameters {
    /** Without the characters that separate parameters, and not the beginning of JSON. */
    private static final Pattern PARAMETER_NAME = Pattern.compile("(?!\\s*[\\[{\"])[^&=]*");

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
        String query = sorted(Forms.query(request.head().query()), "=", "&");
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
        if (!isForm(request)) {
            throw RejectedException.untraced(
                    RejectionReason.BODY_MALFORMED, "the scheme signs a form's fields, and the body is no form");
        }
        return bodyFields(request);
    }

    /**
     * {@code &name=value} for each parameter, sorted by name, without {@code sig} and empty ones, and with {@code &} and
     * {@code =} in values written as {@code _}: what Vonage signs.
     *
     * <p>A name with one of these characters could stand for several parameters. An empty parameter whose name looks like
     * JSON could be a JSON body that nobody signed, sent as a form. Both are refused.
     */
    public static String parametersSorted(RequestValues request) {
        byte[] query = request.head().query().getBytes(StandardCharsets.UTF_8);
        List<Map.Entry<String, String>> all =
                new ArrayList<>(strict(() -> Form.strictUrlEncoded(query, 0, query.length, StandardCharsets.UTF_8)));
        if (isForm(request)) {
            all.addAll(bodyFields(request));
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

    private static boolean isForm(RequestValues request) {
        return Form.isUrlEncoded(request.headers().first("Content-Type"));
    }

    private static List<Map.Entry<String, String>> bodyFields(RequestValues request) {
        return strict(() -> Form.strictUrlEncoded(
                request.array(),
                request.offset(),
                request.length(),
                Form.charset(request.headers().first("Content-Type"))));
    }

    /** All fields in order. What readers decode in different ways is refused: it may mean something else to the application. */
    private static List<Map.Entry<String, String>> strict(Supplier<Form> reading) {
        try {
            return reading.get().entries();
        } catch (MalformedFormException malformed) {
            throw RejectedException.untraced(RejectionReason.BODY_MALFORMED, String.valueOf(malformed.getMessage()));
        }
    }
}
