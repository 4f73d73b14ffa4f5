package io.hookward.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which request belongs to which endpoint, by exact path.
 *
 * <p>A filter and a servlet rarely agree on what a path is: the filter compares one spelling, while the servlet
 * behind it may be reached by many ({@code /hook;x}, {@code //hook}, {@code /%68ook}, {@code /hook/}, {@code
 * /hook.json}, {@code /HOOK}). So there are three answers, not two. An endpoint's request is spelled exactly as
 * configured, both as it came and as the container decoded it. A
 * <em>disguised</em> one could be read as an endpoint's path, or one below it, by anybody in between, and is to be
 * refused. Only what can be neither is none of the filter's business. An endpoint therefore owns the paths below its
 * own.
 *
 * @param <T> what stands for an endpoint
 */
final class PathTable<T> {

    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private final Map<String, T> byPath = new LinkedHashMap<>();
    private final Map<String, String> byLenientPath = new LinkedHashMap<>();

    /**
     * Adds an endpoint.
     *
     * @param path relative to the context path, starting with a slash, unescaped
     * @throws IllegalArgumentException if the path needs escaping, has dot or empty segments or a slash at its end,
     *     or differs from an earlier one in nothing but spelling
     */
    void add(String path, T endpoint) {
        if (!PLAIN.matcher(path).matches() || !LenientPath.resolved(path).equalsIgnoreCase(path)) {
            throw new IllegalArgumentException("Endpoint path \"" + path
                    + "\" must start with a slash, not end with one, and need no escaping, such as /webhooks/github");
        }
        @Nullable String other = byLenientPath.putIfAbsent(LenientPath.resolved(path), path);
        if (other != null) {
            throw new IllegalArgumentException(
                    "Endpoint paths \"" + other + "\" and \"" + path + "\" could be taken for each other");
        }
        byPath.put(path, endpoint);
    }

    /** The endpoint whose path this request has, spelled exactly so; else null. */
    @Nullable
    T exact(HttpServletRequest request) {
        String path = decodedPath(request);
        @Nullable T endpoint = byPath.get(path);
        return endpoint != null && rawPath(request).equals(request.getContextPath() + path) ? endpoint : null;
    }

    /**
     * The endpoint that somebody behind the filter could take this request for, though it is not {@link #exact}; else
     * null.
     */
    @Nullable
    T disguised(HttpServletRequest request) {
        String context = LenientPath.resolved(request.getContextPath());
        String raw = LenientPath.resolved(rawPath(request));
        String rawNames = LenientPath.unresolved(rawPath(request));
        String decoded = LenientPath.resolved(decodedPath(request));
        for (Map.Entry<String, String> entry : byLenientPath.entrySet()) {
            String inContext = entry.getKey();
            String full = context + inContext;
            if (owns(inContext, decoded) || owns(full, raw) || owns(full, rawNames)) {
                return byPath.get(entry.getValue());
            }
        }
        return null;
    }

    private static boolean owns(String owner, String path) {
        return path.startsWith(owner)
                && (path.length() == owner.length() || !continuesName(path.charAt(owner.length())));
    }

    /**
     * {@code /hook2} and {@code /hook-a} are other names than {@code /hook}; {@code /hook.json}, {@code /hook~} and
     * {@code /hook/a} may not be.
     */
    private static boolean continuesName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static String decodedPath(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            return attribute(request, RequestDispatcher.INCLUDE_SERVLET_PATH)
                    + attribute(request, RequestDispatcher.INCLUDE_PATH_INFO);
        }
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    private static String rawPath(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.INCLUDE
                ? attribute(request, RequestDispatcher.INCLUDE_REQUEST_URI)
                : request.getRequestURI();
    }

    private static String attribute(HttpServletRequest request, String name) {
        return request.getAttribute(name) instanceof String text ? text : "";
    }
}
