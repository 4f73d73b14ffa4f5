package io.hookward.request;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A form, URL-encoded or multipart: the one reading of it for the verifier, the delivery and every transport, so that an
 * application never sees other values than those that were verified.
 *
 * <p>At most {@value #MAX_FIELDS} fields are read. A multipart form is read strictly: it is malformed as a whole if any of its
 * parts is. Immutable and safe for use by several threads; the body that it was read from must not be changed.
 */
public final class Form {
    /** How many fields are read: as many as Jetty and Tomcat allow. */
    public static final int MAX_FIELDS = 1000;

    private static final String URL_ENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";
    private static final Form EMPTY = new Form(List.of(), List.of());

    private final List<Map.Entry<String, String>> entries;
    private final List<FormPart> parts;

    private Form(List<Map.Entry<String, String>> entries, List<FormPart> parts) {
        this.entries = entries;
        this.parts = parts;
    }

    /**
     * Reads a body as its headers say: as a multipart form, or as a URL-encoded one, also if they do not name a type. A body
     * of another type, or of two, is no form and has no fields.
     *
     * @param array holds the body; not copied
     * @param offset where in the array the body begins
     * @param length how many bytes the body has
     * @throws MalformedFormException if a multipart form is malformed, a charset is not supported, or there are too many fields
     */
    public static Form of(Headers headers, byte[] array, int offset, int length) {
        List<String> types = headers.values("Content-Type");
        @Nullable String type = types.isEmpty() ? null : types.get(0);
        if (types.size() > 1) {
            return EMPTY;
        }
        if (isMultipart(type)) {
            return multipart(String.valueOf(type), array, offset, length, StandardCharsets.UTF_8);
        }
        return type == null || isUrlEncoded(type) ? urlEncoded(array, offset, length, charset(type)) : EMPTY;
    }

    /**
     * Reads a URL-encoded form, as the WHATWG's URL standard has it: an invalid escape is left as it is.
     *
     * @throws MalformedFormException if there are too many fields
     */
    public static Form urlEncoded(byte[] array, int offset, int length, Charset charset) {
        return new Form(UrlEncodedReader.read(array, offset, length, charset, false, MAX_FIELDS), List.of());
    }

    /**
     * Reads a URL-encoded form strictly, as Servlet 6.1 demands.
     *
     * @throws MalformedFormException if an escape is invalid, bytes are not of the charset, or there are too many fields
     */
    public static Form strictUrlEncoded(byte[] array, int offset, int length, Charset charset) {
        return new Form(UrlEncodedReader.read(array, offset, length, charset, true, MAX_FIELDS), List.of());
    }

    /**
     * Reads a multipart form.
     *
     * @param contentType with the boundary
     * @param charset that of fields for which neither the part nor a field {@code _charset_} names one
     * @throws MalformedFormException if the form or its type is malformed, names a charset that is not supported, or has too
     *     many parts
     */
    public static Form multipart(String contentType, byte[] array, int offset, int length, Charset charset) {
        List<FormPart> parts =
                MultipartReader.read(MediaType.parse(contentType), array, offset, length, charset, MAX_FIELDS);
        return new Form(
                parts.stream()
                        .filter(part -> part.fileName().isEmpty())
                        .map(part -> Map.entry(part.name(), part.text()))
                        .toList(),
                parts);
    }

    /**
     * The charset that a content type names; UTF-8 if it names none.
     *
     * @throws MalformedFormException if it is not supported
     */
    public static Charset charset(@Nullable String contentType) {
        @Nullable String name = MediaType.parse(contentType).parameter("charset");
        return name == null ? StandardCharsets.UTF_8 : MultipartReader.charset(name);
    }

    /** Whether a content type is that of a URL-encoded form. */
    public static boolean isUrlEncoded(@Nullable String contentType) {
        return MediaType.parse(contentType).value().equals(URL_ENCODED);
    }

    /** Whether a content type is that of a multipart form. */
    public static boolean isMultipart(@Nullable String contentType) {
        return MediaType.parse(contentType).value().equals(MULTIPART);
    }

    /** The fields that are no files, in the order sent. */
    public List<Map.Entry<String, String>> entries() {
        return entries;
    }

    /** The fields that are no files, each with its values in the order sent. Unmodifiable. */
    public Map<String, List<String>> fields() {
        Map<String, List<String>> fields = entries.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList())));
        return Collections.unmodifiableMap(fields);
    }

    /** All parts of a multipart form, files among them, in the order sent; none of a URL-encoded form. */
    public List<FormPart> parts() {
        return parts;
    }

    /**
     * The values of a field, be it a file or not: two of them are one too many for whoever has to know which of them another
     * reader takes.
     */
    List<String> values(String name) {
        List<String> values = new ArrayList<>(1);
        if (parts.isEmpty()) {
            entries.stream()
                    .filter(entry -> entry.getKey().equals(name))
                    .forEach(entry -> values.add(entry.getValue()));
        } else {
            parts.stream().filter(part -> part.name().equals(name)).forEach(part -> values.add(part.text()));
        }
        return values;
    }

    /** The number of fields and parts, and nothing that was sent. */
    @Override
    public String toString() {
        return "Form[" + entries.size() + " fields, " + parts.size() + " parts]";
    }
}
