package io.hookward.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.File;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters and parts of a replayed request.
 *
 * <p>A form body counts for POST alone, as the specification has it. Query parameters are left to the container,
 * which knows its own settings and adds those of a forward; only beside a multipart body they are decoded here,
 * because Jetty would first look for the body that was read.
 */
final class ReplayedParameters {

    /** What Jetty and Tomcat allow. */
    static final int MAX_PARAMETERS = 1000;

    private final ReplayedRequest request;
    private final byte[] body;
    private final MediaType type;
    private @Nullable Map<String, List<String>> fromBody;
    private @Nullable List<Part> parts;

    ReplayedParameters(ReplayedRequest request, byte[] body) {
        this.request = request;
        this.body = body;
        // getContentType() may throw for an unknown charset
        this.type = MediaType.parse(request.getHeader("Content-Type"));
    }

    /** Whether parameters were asked for, after which the character encoding is settled. */
    boolean decoded() {
        return fromBody != null;
    }

    /** All parameters, unmodifiable. */
    Map<String, String[]> merged() {
        Map<String, List<String>> added = fromBody();
        Map<String, String[]> query = isMultipart() ? ownQuery() : request.containerParameters();
        if (added.isEmpty()) {
            return query;
        }
        Map<String, String[]> merged = new LinkedHashMap<>(query);
        added.forEach((name, values) -> {
            List<String> all = new ArrayList<>(List.of(query.getOrDefault(name, new String[0])));
            all.addAll(values);
            merged.put(name, all.toArray(String[]::new));
        });
        return Collections.unmodifiableMap(merged);
    }

    List<Part> parts() throws ServletException {
        if (!isMultipart()) {
            throw new ServletException("Not a " + MediaType.MULTIPART + " request");
        }
        if (parts == null) {
            try {
                parts = List.copyOf(MultipartBody.parse(body, type, directory(), MAX_PARAMETERS));
            } catch (MalformedMultipartException e) {
                throw new ServletException(e.getMessage(), e);
            }
        }
        return parts;
    }

    private boolean isMultipart() {
        return type.value().equals(MediaType.MULTIPART);
    }

    private Path directory() {
        return request.getServletContext().getAttribute(ServletContext.TEMPDIR) instanceof File directory
                ? directory.toPath()
                : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private Map<String, String[]> ownQuery() {
        String query = request.getQueryString();
        if (query == null) {
            return Map.of();
        }
        Map<String, String[]> decoded = new LinkedHashMap<>();
        FormBody.decode(query.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, MAX_PARAMETERS)
                .forEach((name, values) -> decoded.put(name, values.toArray(String[]::new)));
        return Collections.unmodifiableMap(decoded);
    }

    private Map<String, List<String>> fromBody() {
        if (fromBody == null) {
            fromBody = decodeBody();
        }
        return fromBody;
    }

    private Map<String, List<String>> decodeBody() {
        if (!"POST".equals(request.getMethod())) {
            return Map.of();
        }
        try {
            if (type.value().equals(MediaType.FORM)) {
                return FormBody.decode(body, encoding(), MAX_PARAMETERS);
            }
            return isMultipart() ? fields() : Map.of();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Form in an unknown charset", e);
        } catch (ServletException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The parts that are no files. */
    private Map<String, List<String>> fields() throws ServletException, UnsupportedEncodingException {
        Charset fallback = encoding();
        for (Part part : parts()) {
            if (part.getName().equals("_charset_") && part instanceof ReplayedPart named) {
                fallback = ReplayedRequest.charset(
                        named.text(StandardCharsets.US_ASCII).strip());
            }
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Part part : parts()) {
            if (part.getSubmittedFileName() == null && part instanceof ReplayedPart field) {
                @Nullable String own = MediaType.parse(part.getContentType()).parameter("charset");
                fields.computeIfAbsent(part.getName(), name -> new ArrayList<>(1))
                        .add(field.text(own == null ? fallback : ReplayedRequest.charset(own)));
            }
        }
        return fields;
    }

    private Charset encoding() throws UnsupportedEncodingException {
        @Nullable String declared = request.getCharacterEncoding();
        return declared == null ? StandardCharsets.UTF_8 : ReplayedRequest.charset(declared);
    }
}
