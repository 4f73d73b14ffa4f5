package io.hookward.servlet;

import io.hookward.request.Form;
import io.hookward.request.MalformedFormException;
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

    private final ReplayedRequest request;
    private final byte[] body;
    private final @Nullable String type;
    private @Nullable Map<String, List<String>> fromBody;
    private @Nullable List<Part> parts;

    ReplayedParameters(ReplayedRequest request, byte[] body) {
        this.request = request;
        this.body = body;
        // getContentType() may throw for an unknown charset
        this.type = request.getHeader("Content-Type");
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
            throw new ServletException("Not a multipart/form-data request");
        }
        if (parts == null) {
            try {
                Path directory = directory();
                parts = multipart().parts().stream()
                        .<Part>map(part -> new ReplayedPart(part, directory))
                        .toList();
            } catch (MalformedFormException | UnsupportedEncodingException e) {
                throw new ServletException(e.getMessage(), e);
            }
        }
        return parts;
    }

    private Form multipart() throws UnsupportedEncodingException {
        return Form.multipart(String.valueOf(type), body, 0, body.length, encoding());
    }

    private boolean isMultipart() {
        return Form.isMultipart(type);
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
        strict(query.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
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
            if (Form.isUrlEncoded(type)) {
                return strict(body, encoding());
            }
            return isMultipart() ? multipart().fields() : Map.of();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Form in an unknown charset", e);
        } catch (MalformedFormException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Strict, as Jetty 12.1 is: Servlet 6.1 wrote down that a malformed form is no parameter, but this exception. */
    private static Map<String, List<String>> strict(byte[] form, Charset charset) {
        try {
            return Form.strictUrlEncoded(form, 0, form.length, charset).fields();
        } catch (MalformedFormException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private Charset encoding() throws UnsupportedEncodingException {
        @Nullable String declared = request.getCharacterEncoding();
        return declared == null ? StandardCharsets.UTF_8 : ReplayedRequest.charset(declared);
    }
}
