package io.hookward.inbox;

import static io.hookward.inbox.InboxDatabase.values;

import io.hookward.Acceptance;
import io.hookward.DeliveryAcceptor;
import io.hookward.WebhookEndpoint;
import io.hookward.claim.ClaimKey;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores deliveries: one transaction inserts the row, and its commit permits the 2xx. */
final class InboxAcceptor implements DeliveryAcceptor {
    private static final Logger LOG = LoggerFactory.getLogger(InboxAcceptor.class);
    private static final int TRIES = 5;

    private final InboxDatabase database;
    private final InboxSettings settings;
    private final BoundedCalls calls;
    private final AcceptLimits limits;
    private final Runnable afterCommit;
    private final Runnable wakeWorkers;

    /**
     * @param afterCommit run before a commit counts as durable
     * @param wakeWorkers run when there is a new row
     */
    InboxAcceptor(
            InboxDatabase database,
            InboxSettings settings,
            BoundedCalls calls,
            AcceptLimits limits,
            Runnable afterCommit,
            Runnable wakeWorkers) {
        this.database = database;
        this.settings = settings;
        this.calls = calls;
        this.limits = limits;
        this.afterCommit = afterCommit;
        this.wakeWorkers = wakeWorkers;
    }

    /** What is inserted, with all that is computed before a connection is asked for. */
    private record NewRow(
            @Nullable String deliveryKey,
            @Nullable String signatureKey,
            long fingerprint,
            Lane lane,
            @Nullable String orderKey,
            Payload payload,
            Map<String, @Nullable Object> values) {}

    @Override
    public Acceptance accept(WebhookEndpoint endpoint, Delivery delivery) {
        NewRow row = row(endpoint, delivery);
        Acceptance acceptance = calls.call(() -> stored(row, settings.policy(endpoint.name())));
        if (acceptance instanceof Acceptance.Stored) {
            wakeWorkers.run();
        }
        return acceptance;
    }

    private Acceptance stored(NewRow row, EndpointPolicy policy) throws SQLException {
        Acceptance known = known(row);
        if (known == null) {
            known = limits.refusal(row.lane(), policy);
        }
        for (int attempt = 1; known == null; attempt++) {
            try {
                database.once(connection -> {
                    insert(connection, row);
                    return null;
                });
                limits.accepted(row.lane(), row.payload().bytes());
                afterCommit.run();
                return new Acceptance.Stored();
            } catch (SQLException failed) {
                boolean duplicate = database.isDuplicate(failed);
                if (attempt == TRIES || !duplicate && !Database.isTransient(failed)) {
                    throw InboxDatabase.failure(failed);
                }
                // Null again if the other transaction was rolled back, or the row was forgotten just now
                known = duplicate ? known(row) : null;
            }
        }
        if (known instanceof Acceptance.Duplicate) {
            // The row may have been committed a moment ago by somebody who is not done with this yet
            afterCommit.run();
        }
        return known;
    }

    private @Nullable Acceptance known(NewRow row) {
        if (row.deliveryKey() == null && row.signatureKey() == null) {
            return null;
        }
        return database.<@Nullable Acceptance>run(connection -> {
            if (row.deliveryKey() != null) {
                Long fingerprint = database.query("find_delivery")
                        .first(connection, values("key", row.deliveryKey()), found -> found.getLong("fingerprint"));
                if (fingerprint != null) {
                    return new Acceptance.Duplicate(fingerprint == row.fingerprint());
                }
            }
            if (row.signatureKey() != null) {
                Optional<String> other = database.query("find_signature")
                        .first(
                                connection,
                                values("key", row.signatureKey()),
                                found -> Optional.ofNullable(found.getString("delivery_key")));
                if (other != null) {
                    return other.equals(Optional.ofNullable(row.deliveryKey()))
                            ? new Acceptance.Duplicate(true)
                            : replayed();
                }
            }
            return null;
        });
    }

    /** An honest sender signs every attempt anew, so the same signature under another id was captured. */
    private static Acceptance replayed() {
        return new Acceptance.Refused(
                new Rejection(RejectionReason.SIGNATURE_REPLAYED, "the same signature came before under another id"),
                null);
    }

    private void insert(Connection connection, NewRow row) throws SQLException {
        if (row.orderKey() != null) {
            // Rows of one key are committed in the order of their numbers
            database.query("lock_slot")
                    .list(connection, values("slot", slot(row.orderKey())), found -> found.getInt(1));
        }
        long number = database.query("insert_row").insert(connection, "row_id", row.values());
        insertPayload(database, connection, number, row.payload());
    }

    static void insertPayload(InboxDatabase database, Connection connection, long row, Payload payload)
            throws SQLException {
        database.query("insert_payload")
                .update(
                        connection,
                        values(
                                "row", row,
                                "key_id", payload.keyId(),
                                "head", payload.head(),
                                "body", payload.body(),
                                "bytes", payload.bytes()));
    }

    private NewRow row(WebhookEndpoint endpoint, Delivery delivery) {
        Lane lane = Lane.of(delivery);
        String id = delivery.id().orElse(null);
        String deliveryKey = id == null || id.isEmpty() ? null : key(delivery, ClaimKey.Kind.DELIVERY, id);
        String signatureKey = delivery.isIdSigned()
                ? null
                : delivery.replayKey()
                        .map(signature -> key(delivery, ClaimKey.Kind.SIGNATURE, signature))
                        .orElse(null);
        byte[] body = delivery.bytes();
        long fingerprint = ByteBuffer.wrap(sha256(body)).getLong();
        String orderKey = orderKey(lane, delivery, settings.policy(endpoint.name()).order);
        return new NewRow(
                deliveryKey,
                signatureKey,
                fingerprint,
                lane,
                orderKey,
                Payload.of(StoredHeaders.of(delivery.record(), endpoint), settings.keys()),
                values(
                        "delivery_key",
                        deliveryKey,
                        "signature_key",
                        signatureKey,
                        "fingerprint",
                        fingerprint,
                        "endpoint",
                        lane.endpoint(),
                        "tenant",
                        lane.tenant(),
                        "lane",
                        lane.text(),
                        "delivery_id",
                        ColumnText.ofNullable(id, 200),
                        "event_type",
                        ColumnText.ofNullable(delivery.eventType().orElse(null), 200),
                        "body_bytes",
                        (long) body.length,
                        "order_key",
                        orderKey,
                        "replay_of",
                        null,
                        "retention",
                        Micros.of(endpoint.retention())));
    }

    private static String key(Delivery delivery, ClaimKey.Kind kind, String id) {
        return new ClaimKey(delivery.endpoint(), delivery.tenant().orElse(""), kind, id).text();
    }

    private static @Nullable String orderKey(
            Lane lane, Delivery delivery, @Nullable Function<Delivery, Optional<String>> order) {
        if (order == null) {
            return null;
        }
        try {
            return order.apply(delivery).map(key -> orderKey(lane, "key", key)).orElse(null);
        } catch (RuntimeException failed) {
            LOG.warn(
                    "{}: the order of a delivery could not be told, so it is handled in any order",
                    lane.endpoint(),
                    failed);
            return null;
        }
    }

    /** A hash of what must be in order: keys of different lanes and kinds never meet. */
    static String orderKey(Lane lane, String kind, String key) {
        return HexFormat.of()
                .formatHex(sha256((lane.text() + "\n" + kind + "\n" + key).getBytes(StandardCharsets.UTF_8)));
    }

    /** Which row of the locks stands for a key. */
    static int slot(String orderKey) {
        return Integer.parseInt(orderKey.substring(0, 4), 16) % InboxDatabase.SLOTS;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
