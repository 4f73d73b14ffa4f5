package io.hookward.servlet;

import io.hookward.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Writes an answer of the core as a servlet response.
 *
 * <p>Never by {@code sendError}: that starts an error dispatch, in which other filters (Spring Security's) turn the
 * status into one of their own.
 */
final class AnswerWriter {

    private AnswerWriter() {}

    static boolean isHttp1(HttpServletRequest request) {
        return request.getProtocol().startsWith("HTTP/1");
    }

    static void write(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(answer, isHttp1(request), response);
    }

    /** @param connectionHeaders whether the protocol has them */
    static void write(Answer answer, boolean connectionHeaders, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> {
            if (connectionHeaders || !name.equalsIgnoreCase("Connection")) {
                response.setHeader(name, value);
            }
        });
        response.getOutputStream().write(answer.bodyBytes());
    }
}
