package io.hookward.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Signed content made of a request's parameters, as some providers have it. */
final class Parameters {
    private Parameters() {}

    /**
     * Each field's name followed by its values, the names sorted by their characters, the values of one name sorted and
     * each once: what Twilio and Mandrill sign behind the URL.
     */
    static String formSorted(WebhookRequest request) {
        if (request.length() == 0) {
            return "";
        }
        if (!isForm(request)) {
            throw new Refusal(
                    RejectionReason.BODY_MALFORMED, "the scheme signs a form's fields, and the body is no form");
        }
        SortedMap<String, TreeSet<String>> sorted = new TreeMap<>();
        for (Map.Entry<String, String> field : FormFields.all(form(request))) {
            sorted.computeIfAbsent(field.getKey(), absent -> new TreeSet<>()).add(field.getValue());
        }
        StringBuilder text = new StringBuilder();
        sorted.forEach(
                (name, values) -> values.forEach(value -> text.append(name).append(value)));
        return text.toString();
    }

    /**
     * {@code &name=value} for each parameter, sorted by name, without {@code sig} and empty ones, and with {@code &} and
     * {@code =} in values written as {@code _}: what Vonage signs.
     */
    static String parametersSorted(WebhookRequest request) {
        List<Map.Entry<String, String>> all = new ArrayList<>(FormFields.all(request.query()));
        if (isForm(request)) {
            all.addAll(FormFields.all(form(request)));
        } else if (request.length() > 0) {
            all.addAll(JsonText.flatFields(request.array(), request.offset(), request.length()));
        }
        SortedMap<String, String> sorted = new TreeMap<>();
        for (Map.Entry<String, String> parameter : all) {
            if (sorted.put(parameter.getKey(), parameter.getValue()) != null) {
                throw new Refusal(RejectionReason.BODY_MALFORMED, "a parameter comes more than once");
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

    private static boolean isForm(WebhookRequest request) {
        String type = request.headers().first("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    private static String form(WebhookRequest request) {
        return new String(request.array(), request.offset(), request.length(), StandardCharsets.UTF_8);
    }
}
