package io.hookward.spring.properties;

import io.hookward.scheme.TimestampRule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an endpoint changes of its provider's scheme, without a scheme of its own: a provider may let each account choose.
 *
 * @param signatureHeader Header that carries the signature. Defaults to the provider's.
 * @param signaturePrefix Text before the signature, such as sha256=. Defaults to the provider's.
 * @param content What is signed, such as {timestamp}.{body} or {body}. Defaults to the provider's.
 * @param timestampHeader Header that carries the timestamp. Defaults to the provider's.
 * @param timestampUnit How the timestamp is written. Defaults to the provider's, or to seconds if it has none.
 * @param id Where the delivery id stands: a header's name or sources such as header:X-Id and body:/id, in order. Defaults
 *     to the provider's.
 * @param type Where the event type stands: a header's name or sources such as header:X-Event and body:/type, in order.
 *     Defaults to the provider's.
 */
public record SchemeProperties(
        @Nullable String signatureHeader,
        @Nullable String signaturePrefix,
        @Nullable String content,
        @Nullable String timestampHeader,
        TimestampRule.@Nullable Unit timestampUnit,
        @DefaultValue List<String> id,
        @DefaultValue List<String> type) {
    /** Whether nothing is changed. */
    boolean isEmpty() {
        return signatureHeader == null
                && signaturePrefix == null
                && content == null
                && timestampHeader == null
                && timestampUnit == null
                && id.isEmpty()
                && type.isEmpty();
    }
}
