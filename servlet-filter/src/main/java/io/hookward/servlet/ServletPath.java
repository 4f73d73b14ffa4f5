package io.hookward.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/**
 * The path of a servlet request: of what is included, where something is.
 *
 * @param context the path that those of handlers are relative to, or the empty text
 * @param raw the whole path as it came
 * @param decoded the path below {@code context}, as the server decoded it
 */
record ServletPath(String context, String raw, String decoded) {

    /** The path below the application's context. */
    static ServletPath of(HttpServletRequest request) {
        return new ServletPath(request.getContextPath(), raw(request), servletPath(request) + pathInfo(request));
    }

    /**
     * The path as handlers below {@code prefix} see it. If it is not below, only the context differs, so that the raw path
     * can still be compared leniently.
     *
     * @param prefix starts with a slash and does not end with one, or is the empty text
     */
    ServletPath below(String prefix) {
        String below = decoded.startsWith(prefix + "/") ? decoded.substring(prefix.length()) : decoded;
        return prefix.isEmpty() ? this : new ServletPath(context + prefix, raw, below);
    }

    /**
     * The path below the servlet, if this is mapped to a path prefix other than {@code counted}. Spring MVC, JAX-RS and
     * whoever uses {@link HttpServletRequest#getPathInfo} look for their handlers there.
     *
     * @return null if the servlet sees no other path than {@code counted} leaves
     */
    static @Nullable ServletPath belowServlet(HttpServletRequest request, String counted) {
        @Nullable HttpServletMapping mapping = mapping(request);
        if (mapping == null || mapping.getMappingMatch() != MappingMatch.PATH) {
            return null;
        }
        String prefix = servletPath(request);
        return prefix.isEmpty() || prefix.equals(counted)
                ? null
                : new ServletPath(request.getContextPath() + prefix, raw(request), pathInfo(request));
    }

    private static String servletPath(HttpServletRequest request) {
        return isInclude(request)
                ? attribute(request, RequestDispatcher.INCLUDE_SERVLET_PATH)
                : request.getServletPath();
    }

    private static String pathInfo(HttpServletRequest request) {
        if (isInclude(request)) {
            return attribute(request, RequestDispatcher.INCLUDE_PATH_INFO);
        }
        @Nullable String info = request.getPathInfo();
        return info == null ? "" : info;
    }

    private static String raw(HttpServletRequest request) {
        return isInclude(request) ? attribute(request, RequestDispatcher.INCLUDE_REQUEST_URI) : request.getRequestURI();
    }

    private static @Nullable HttpServletMapping mapping(HttpServletRequest request) {
        return isInclude(request)
                ? (HttpServletMapping) request.getAttribute(RequestDispatcher.INCLUDE_MAPPING)
                : request.getHttpServletMapping();
    }

    private static boolean isInclude(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.INCLUDE;
    }

    private static String attribute(HttpServletRequest request, String name) {
        return request.getAttribute(name) instanceof String text ? text : "";
    }
}
