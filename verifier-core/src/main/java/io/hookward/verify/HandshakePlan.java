package io.hookward.verify;

import io.hookward.content.ConditionPlan;
import io.hookward.content.RequestValues;
import io.hookward.content.ValueTable;
import io.hookward.request.RequestHead;
import io.hookward.scheme.Handshake;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link Handshake} compiled. Safe for use by several threads. */
final class HandshakePlan {
    private final Handshake handshake;
    private final List<ConditionPlan> when;
    private final int[] without;
    private final String[] headersWithout;
    private final boolean needsForm;
    private final ValueTable table;

    /** A handshake, whose places are added to a table. */
    HandshakePlan(Handshake handshake, ValueTable table) {
        this.handshake = handshake;
        this.table = table;
        this.when = ConditionPlan.of(handshake.when(), table);
        this.without = handshake.without().stream().mapToInt(table::slot).toArray();
        this.headersWithout = handshake.without().stream()
                .filter(source -> source.kind() == Source.Kind.HEADER)
                .map(Source::name)
                .toArray(String[]::new);
        this.needsForm = handshake.when().stream()
                .anyMatch(condition -> condition.source().kind() == Source.Kind.FORM);
        handshake.matching().keySet().forEach(table::slot);
        Stream.concat(Stream.of(handshake.body()), handshake.headers().values().stream())
                .map(Template::values)
                .flatMap(List::stream)
                .forEach(value -> add(value.source()));
        add(handshake.token());
        add(handshake.offersSecret());
    }

    private void add(@Nullable Source source) {
        if (source != null) {
            table.slot(source);
        }
    }

    Handshake handshake() {
        return handshake;
    }

    /** Whether a request can be this handshake by its head: it costs a look at a header or two, and no body is read for it. */
    boolean mayBe(RequestHead head) {
        if (!handshake.method().equals(head.method()) || head.contentLength() > Handshakes.LONGEST_UNSIGNED) {
            return false;
        }
        for (String header : headersWithout) {
            if (!head.headers().values(header).isEmpty()) {
                return false;
            }
        }
        return !needsForm || isForm(head);
    }

    private static boolean isForm(RequestHead head) {
        List<String> types = head.headers().values("Content-Type");
        if (types.isEmpty()) {
            return false;
        }
        String type = types.get(0).stripLeading();
        return startsWith(type, "application/x-www-form-urlencoded") || startsWith(type, "multipart/form-data");
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** Whether a request is this handshake. */
    boolean matches(RequestValues values) {
        if (!handshake.method().equals(values.head().method()) || !ConditionPlan.areMet(when, values)) {
            return false;
        }
        for (int slot : without) {
            if (values.holds(slot)) {
                return false;
            }
        }
        return true;
    }

    /** The value at one of the handshake's places, or null. */
    @Nullable
    String find(Source source, RequestValues values) {
        return values.find(table.find(source));
    }
}
