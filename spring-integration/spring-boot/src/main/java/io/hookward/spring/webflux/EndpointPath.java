package io.hookward.spring.webflux;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;

/**
 * The path of a request, as it is written and as somebody behind the filter might read it: decoded, without parameters, dots,
 * doubled or trailing slashes, in either case.
 *
 * @param written as it came
 * @param read in its plainest form, lower case
 */
record EndpointPath(String written, String read) {
    static EndpointPath of(PathContainer path) {
        StringBuilder decoded = new StringBuilder();
        for (PathContainer.Element element : path.elements()) {
            decoded.append(element instanceof PathSegment segment ? segment.valueToMatch() : element.value());
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : decoded.toString().replace('\\', '/').split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return new EndpointPath(path.value(), ("/" + String.join("/", segments)).toLowerCase(Locale.ROOT));
    }

    /** Whether this is another spelling of an endpoint's path. */
    boolean isDisguiseOf(String path) {
        return !written.equals(path) && read.equals(path.toLowerCase(Locale.ROOT));
    }
}
