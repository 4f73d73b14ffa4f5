package io.hookward.inbox;

import io.hookward.WebhookEndpoint;
import io.hookward.request.DeliveryRecord;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Leaves out of a delivery what must not lie in a database: credentials, which a signature is not. */
final class StoredHeaders {
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");

    private StoredHeaders() {}

    /** The record without credentials in its headers and its URL; where the scheme's signature is the secret itself, without it. */
    static DeliveryRecord of(DeliveryRecord record, WebhookEndpoint endpoint) {
        Set<String> dropped = new TreeSet<>(CREDENTIALS);
        for (SigningMethod method : endpoint.scheme().methods()) {
            if (method.algorithms().stream().anyMatch(each -> each.kind() == Algorithm.Kind.TOKEN)) {
                for (Source source : method.signature().sources()) {
                    if (source.kind() == Source.Kind.HEADER) {
                        dropped.add(source.name().toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < record.headers().size(); i += 2) {
            String name = record.headers().get(i);
            if (!dropped.contains(name.toLowerCase(Locale.ROOT))) {
                headers.add(name);
                headers.add(record.headers().get(i + 1));
            }
        }
        return new DeliveryRecord(
                record.endpoint(),
                record.provider(),
                record.tenant(),
                record.id(),
                record.idSigned(),
                record.eventId(),
                record.eventType(),
                record.sentAt(),
                record.receivedAt(),
                record.secretId(),
                record.algorithm(),
                record.method(),
                record.url() == null ? null : record.url().replaceFirst("^([a-z]+://)[^/?#@]*@", "$1"),
                record.payloadField(),
                headers,
                record.body());
    }
}
