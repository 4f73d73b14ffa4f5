package io.hookward.inbox;

/** What went wrong, as a text of bounded length. */
final class Failures {
    /** What the columns take. */
    static final int MOST = 2_000;

    private static final int MOST_OF_ONE = 500;
    private static final int DEEPEST = 5;

    private Failures() {}

    /** The failure and the causes beneath it, as far as they fit. */
    static String text(Throwable failed) {
        StringBuilder text = new StringBuilder();
        Throwable each = failed;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (depth > 0) {
                text.append("\ncaused by ");
            }
            text.append(each.getClass().getName());
            String message = message(each);
            if (!message.isEmpty()) {
                text.append(": ").append(ColumnText.of(message, MOST_OF_ONE));
            }
            each = each.getCause();
        }
        return ColumnText.of(text.toString(), MOST);
    }

    /** An exception of the application may fail itself when it is asked. */
    private static String message(Throwable failed) {
        try {
            String message = failed.getMessage();
            return message == null ? "" : message;
        } catch (RuntimeException again) {
            return "";
        }
    }
}
