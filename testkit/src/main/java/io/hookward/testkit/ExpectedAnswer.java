package io.hookward.testkit;

import io.hookward.verify.HandshakeReply;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a provider wants to read as the answer to its handshake.
 *
 * @param answer the body as text, or an object of {@code status}, {@code type}, {@code body} and {@code headers}, of which
 *     any may be absent
 */
record ExpectedAnswer(JsonNode answer) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String IN_NOTE = "expected_response=";

    /** The answer that a vector expects: its field {@code answer}, or what its note says. */
    static Optional<ExpectedAnswer> of(JsonNode vector) {
        if (vector.has("answer")) {
            return Optional.of(new ExpectedAnswer(vector.get("answer")));
        }
        String note = vector.path("note").asString("");
        int at = note.indexOf(IN_NOTE);
        return at < 0
                ? Optional.empty()
                : Optional.of(
                        new ExpectedAnswer(JSON.getNodeFactory().stringNode(note.substring(at + IN_NOTE.length()))));
    }

    /** Whether an answer is this one. JSON may be written otherwise, and headers may be more. */
    boolean is(HandshakeReply reply) {
        if (answer.isString()) {
            return isBody(answer.stringValue(), reply);
        }
        JsonNode body = answer.path("body");
        return answer.path("status").asInt(reply.status()) == reply.status()
                && answer.path("type").asString(reply.contentType()).equals(reply.contentType())
                && (body.isMissingNode() || isBody(body.asString(""), reply))
                && answer.path("headers").properties().stream()
                        .allMatch(header -> header.getValue()
                                .asString("")
                                .equals(reply.headers().get(header.getKey())));
    }

    private static boolean isBody(String expected, HandshakeReply reply) {
        return expected.equals(reply.body())
                || reply.contentType().contains("json") && sameJson(expected, reply.body());
    }

    private static boolean sameJson(String one, String other) {
        try {
            return JSON.readTree(one).equals(JSON.readTree(other));
        } catch (JacksonException noJson) {
            return false;
        }
    }
}
