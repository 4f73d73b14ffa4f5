package io.hookward.content;

import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Signed content made of headers that the request itself lists. */
public final class NamedHeaders {
    /** More names than this are refused: honest senders list a handful. */
    private static final int MOST_NAMES = 32;

    private NamedHeaders() {}

    /** Whether the list names a header, whatever its case. */
    public static boolean contains(String list, String header) {
        return Arrays.stream(names(list)).anyMatch(header::equalsIgnoreCase);
    }

    private static String[] names(String list) {
        String[] names = list.strip().split("[ ,;]+", MOST_NAMES + 1);
        if (names.length > MOST_NAMES) {
            throw RejectedException.untraced(
                    RejectionReason.HEADER_MALFORMED, "the list of signed headers is too long");
        }
        return names;
    }

    /** The headers in the order of the list, which blanks, commas or semicolons divide. */
    public static String text(Template.Value.Kind kind, String list, RequestValues request) {
        String[] names = names(list);
        List<String> items = new ArrayList<>();
        for (String name : names) {
            List<String> values = request.headers().values(name);
            if (values.size() != 1) {
                throw RejectedException.untraced(
                        values.isEmpty() ? RejectionReason.HEADER_MISSING : RejectionReason.HEADER_MALFORMED,
                        "a header that the list of signed headers names does not come exactly once");
            }
            items.add(
                    switch (kind) {
                        case HEADER_VALUES -> values.get(0);
                        case HEADER_PAIRS -> name + ":" + values.get(0);
                        default -> name + ": " + values.get(0);
                    });
        }
        return String.join(
                switch (kind) {
                    case HEADER_VALUES -> ".";
                    case HEADER_PAIRS -> ";";
                    default -> "\n";
                },
                items);
    }
}
