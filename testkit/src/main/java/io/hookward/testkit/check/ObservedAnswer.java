package io.hookward.testkit.check;

import io.hookward.Answer;
import io.hookward.testkit.HttpAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came back for one request.
 *
 * @param answer the answer, or null if there was none
 * @param failure why there was none, or null
 * @param isHandled whether the application has handled the delivery, or null if that is not known
 */
record ObservedAnswer(
        @Nullable HttpAnswer answer,
        @Nullable IOException failure,
        @Nullable Boolean isHandled) {

    /** The same answer, with what has become known of its delivery. */
    ObservedAnswer withHandled(@Nullable Boolean known) {
        return new ObservedAnswer(answer, failure, known);
    }

    /** The status, or 0 if there was no answer. */
    int status() {
        return answer == null ? 0 : answer.status();
    }

    boolean isSuccess() {
        return status() / 100 == 2;
    }

    boolean isClientError() {
        return status() / 100 == 4;
    }

    boolean isServerError() {
        return status() / 100 == 5;
    }

    @Nullable
    String header(String name) {
        return answer == null ? null : answer.headers().first(name);
    }

    boolean isMarkedDuplicate() {
        return "true".equals(header(Answer.DUPLICATE_HEADER));
    }

    boolean mayBeHandled() {
        return !Boolean.FALSE.equals(isHandled);
    }

    boolean mayBeUnhandled() {
        return !Boolean.TRUE.equals(isHandled);
    }

    /** The status, what the application did, and those headers that cases are about. */
    @Override
    public String toString() {
        if (answer == null) {
            return "no answer (" + (failure == null ? "" : failure.getClass().getSimpleName()) + ")";
        }
        List<String> words = new ArrayList<>();
        words.add(String.valueOf(status()));
        if (Boolean.TRUE.equals(isHandled)) {
            words.add("handled");
        }
        if (isMarkedDuplicate()) {
            words.add("duplicate");
        }
        String allow = header("Allow");
        if (allow != null) {
            words.add("allow " + allow.replaceAll("[^A-Z, ]", "_"));
        }
        if (header("Retry-After") != null) {
            words.add("retry later");
        }
        return String.join(", ", words);
    }
}
