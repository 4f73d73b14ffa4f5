package io.hookward.servlet;

import io.hookward.request.Headers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The headers of a servlet request, looked up as they are asked for. A container takes them back when the request is over,
 * so whoever keeps them takes a {@linkplain #snapshot copy}.
 */
final class ServletHeaders implements Headers {

    private final HttpServletRequest request;

    ServletHeaders(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public List<String> values(String name) {
        Enumeration<String> values = request.getHeaders(name);
        if (!values.hasMoreElements()) {
            return List.of();
        }
        String first = values.nextElement();
        if (!values.hasMoreElements()) {
            return List.of(first);
        }
        List<String> all = Collections.list(values);
        all.add(0, first);
        return all;
    }

    @Override
    public Set<String> names() {
        return new LinkedHashSet<>(Collections.list(request.getHeaderNames()));
    }
}
