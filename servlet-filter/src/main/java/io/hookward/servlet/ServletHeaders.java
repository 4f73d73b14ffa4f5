package io.hookward.servlet;

import io.hookward.request.Headers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Copies the headers of a servlet request, which a container takes back when the request is over. */
final class ServletHeaders {

    private ServletHeaders() {}

    static Headers of(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return Headers.of(headers);
    }
}
