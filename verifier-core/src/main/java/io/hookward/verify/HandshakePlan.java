package io.hookward.verify;

import io.hookward.content.ConditionPlan;
import io.hookward.content.RequestValues;
import io.hookward.content.ValueTable;
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
    private final ValueTable table;

    /** A handshake, whose places are added to a table. */
    HandshakePlan(Handshake handshake, ValueTable table) {
        this.handshake = handshake;
        this.table = table;
        this.when = ConditionPlan.of(handshake.when(), table);
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

    /** Whether a request is this handshake. */
    boolean matches(RequestValues values) {
        return handshake.method().equals(values.head().method()) && ConditionPlan.areMet(when, values);
    }

    /** The value at one of the handshake's places, or null. */
    @Nullable
    String find(Source source, RequestValues values) {
        return values.find(table.find(source));
    }
}
