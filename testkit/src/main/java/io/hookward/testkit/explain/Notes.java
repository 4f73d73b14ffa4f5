package io.hookward.testkit.explain;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is striking about a request. True, but no proof of anything. */
final class Notes {
    private Notes() {}

    static List<String> of(SignatureScheme scheme, WebhookRequest request) {
        List<String> notes = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>();
        scheme.methods().stream()
                .flatMap(method -> method.signature().sources().stream())
                .filter(source -> source.kind() == Source.Kind.HEADER)
                .forEach(source -> missing.add(source.name()));
        if (!missing.isEmpty()
                && missing.stream().allMatch(name -> request.headers().first(name) == null)) {
            notes.add("The request has no header " + String.join(" or ", missing) + ", where " + scheme.title()
                    + " puts its signature");
        }
        String length = request.headers().first("Content-Length");
        if (length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) != request.length()) {
            notes.add("Content-Length is " + length + ", and the body has " + request.length() + " bytes");
        }
        if (request.length() == 0) {
            notes.add("The body is empty: was it read before it was captured?");
        }
        String encoding = request.headers().first("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            notes.add("The body is compressed: " + encoding.replaceAll("[^A-Za-z0-9, -]", "_"));
        }
        boolean signsUrl = scheme.methods().stream().anyMatch(UrlVariations::isSigned);
        if (signsUrl && request.url() == null) {
            notes.add(scheme.title() + " signs the public URL, which is not known: give it");
        }
        return notes;
    }
}
