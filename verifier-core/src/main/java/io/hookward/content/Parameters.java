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
import java.util.stream.Collectors;

/** Signed content made of a request's parameters, as some providers have it. */
public final class Parameters {
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
        String base = PublicUrl.withoutQuery(url);
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
     * what Paddle signed in its classic version.
     */
    public static String formPhp(RequestValues request) {
        SortedMap<String, String> sorted = new TreeMap<>();
        for (Map.Entry<String, String> field : formFields(request)) {
            if (!field.getKey().equals("p_signature")) {
                sorted.put(field.getKey(), field.getValue());
            }
        }
        StringBuilder text = new StringBuilder("a:").append(sorted.size()).append(":{");
        sorted.forEach((name, value) -> text.append(phpText(name)).append(phpText(value)));
        return text.append('}').toString();
    }

    private static String phpText(String text) {
        return "s:" + text.getBytes(StandardCharsets.UTF_8).length + ":\"" + text + "\";";
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
        return FormFields.all(form(request));
    }

    /**
     * {@code &name=value} for each parameter, sorted by name, without {@code sig} and empty ones, and with {@code &} and
     * {@code =} in values written as {@code _}: what Vonage signs.
     */
    public static String parametersSorted(RequestValues request) {
        List<Map.Entry<String, String>> all = new ArrayList<>(FormFields.all(request.head().query()));
        if (Forms.isUrlEncoded(request.headers())) {
            all.addAll(FormFields.all(form(request)));
        } else if (request.length() > 0) {
            all.addAll(JsonText.flatFields(request.array(), request.offset(), request.length()));
        }
        SortedMap<String, String> sorted = new TreeMap<>();
        for (Map.Entry<String, String> parameter : all) {
            if (sorted.put(parameter.getKey(), parameter.getValue()) != null) {
                throw RejectedException.untraced(RejectionReason.BODY_MALFORMED, "a parameter comes more than once");
            }
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
}
