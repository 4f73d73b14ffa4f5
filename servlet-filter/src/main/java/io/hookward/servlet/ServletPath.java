package io.hookward.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The path of a servlet request: of what is included, where something is.
 *
 * @param context the path of the application, or the empty text
 * @param raw the whole path as it came
 * @param decoded the path below the context, as the server decoded it
 */
record ServletPath(String context, String raw, String decoded) {

    static ServletPath of(HttpServletRequest request) {
        return new ServletPath(request.getContextPath(), raw(request), decoded(request));
    }

    private static String decoded(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            return attribute(request, RequestDispatcher.INCLUDE_SERVLET_PATH)
                    + attribute(request, RequestDispatcher.INCLUDE_PATH_INFO);
        }
        @Nullable String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    private static String raw(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.INCLUDE
                ? attribute(request, RequestDispatcher.INCLUDE_REQUEST_URI)
                : request.getRequestURI();
    }

    private static String attribute(HttpServletRequest request, String name) {
        return request.getAttribute(name) instanceof String text ? text : "";
    }
}
