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

    static void write(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        boolean connectionHeaders = request.getProtocol().startsWith("HTTP/1");
        answer.headers().forEach((name, value) -> {
            if (connectionHeaders || !name.equalsIgnoreCase("Connection")) {
                response.setHeader(name, value);
            }
        });
        response.getOutputStream().write(answer.bodyBytes());
    }
}
