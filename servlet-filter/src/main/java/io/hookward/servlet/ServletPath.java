package io.hookward.servlet;

import io.hookward.path.RequestPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** The path of a servlet request: of what is included, where something is. */
final class ServletPath {

    private ServletPath() {}

    static RequestPath of(HttpServletRequest request) {
        return new RequestPath(request.getContextPath(), raw(request), decoded(request));
    }

    private static String decoded(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            return attribute(request, RequestDispatcher.INCLUDE_SERVLET_PATH)
                    + attribute(request, RequestDispatcher.INCLUDE_PATH_INFO);
        }
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
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
