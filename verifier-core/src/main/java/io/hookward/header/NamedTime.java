package io.hookward.header;

import io.hookward.content.NamedHeaders;
import io.hookward.content.RequestValues;
import io.hookward.content.ValueTable;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.TimestampRule;
import org.jspecify.annotations.Nullable;

/** Where a signing method has its timestamp and its expiry, compiled. Safe for use by several threads. */
public final class NamedTime {
    /** Stands for a time that is not there. */
    public static final long NONE = Long.MIN_VALUE;

    private final TimestampRule rule;
    private final int slot;
    private final int expires;
    private final int list;

    /** The timestamp of a method, whose places are added to a table. */
    public NamedTime(TimestampRule rule, SigningMethod method, ValueTable table) {
        this.rule = rule;
        this.slot = table.slot(rule.source());
        Source end = rule.unit() == TimestampRule.Unit.OPAQUE ? null : rule.expires();
        this.expires = end == null ? -1 : table.slot(end);
        this.list = method.timeListedAt().map(table::slot).orElse(-1);
    }

    /** Where it stands, and how it is written. */
    public TimestampRule rule() {
        return rule;
    }

    /** Whether it stands in the body. */
    public boolean isInBody() {
        return rule.source().isInBody();
    }

    /** The timestamp as it is written, or null if there is none. */
    public @Nullable String text(RequestValues values) {
        return values.find(slot);
    }

    /**
     * Checks that the request lists the timestamp's header among those it signs, where it lists them.
     *
     * @throws RejectedException if it does not: the timestamp would not be signed
     */
    public void checkListed(RequestValues values) {
        if (list < 0) {
            return;
        }
        String names = values.find(list);
        if (names == null || !NamedHeaders.contains(names, rule.source().name())) {
            throw RejectedException.untraced(
                    RejectionReason.HEADER_MALFORMED, "the list of signed headers lacks the timestamp");
        }
    }

    /**
     * When the request expires, in milliseconds since 1970, or {@link #NONE}.
     *
     * @param inBody whether to look in the body, or in the head
     */
    public long expiry(RequestValues values, boolean inBody) {
        Source source = rule.expires();
        if (expires < 0 || source == null || source.isInBody() != inBody) {
            return NONE;
        }
        String text = values.find(expires);
        return text == null ? NONE : Timestamps.parse(text, rule.unit());
    }
}
