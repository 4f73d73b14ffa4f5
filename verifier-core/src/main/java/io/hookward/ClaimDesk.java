package io.hookward;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.DeliveryStore;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Claims verified deliveries: by their id, and where the scheme signs its time but not the id, by their signature too, so
 * that a captured delivery does not pass under a new id.
 */
final class ClaimDesk {
    private final DeliveryStore store;
    private final SafeListener listener;

    ClaimDesk(DeliveryStore store, SafeListener listener) {
        this.store = store;
        this.listener = listener;
    }

    Reception claim(WebhookEndpoint endpoint, Delivery delivery) {
        List<DeliveryClaim.Held> held = new ArrayList<>(2);
        Reception refused = null;
        try {
            refused = claimId(endpoint, delivery, held);
            if (refused == null) {
                refused = claimSignature(endpoint, delivery, held);
            }
        } catch (RuntimeException failed) {
            listener.storeFailed(endpoint.name(), failed);
            if (endpoint.onStoreFailure() == StoreFailurePolicy.REFUSE) {
                refused = rejected(endpoint, RejectionReason.STORE_UNAVAILABLE, "the store of claims cannot answer");
            }
        }
        if (refused != null) {
            giveBack(endpoint, held);
            return refused;
        }
        if (delivery.id().isEmpty()) {
            listener.withoutId(delivery);
        }
        listener.admitted(delivery);
        return new Reception.Admitted(endpoint, delivery, new DeliveryClaim(delivery, store, held, listener));
    }

    /** A store that fails here changes nothing about the refusal; the lease ends what it keeps. */
    private void giveBack(WebhookEndpoint endpoint, List<DeliveryClaim.Held> held) {
        try {
            held.forEach(one -> store.release(one.key(), one.token()));
        } catch (RuntimeException failed) {
            listener.storeFailed(endpoint.name(), failed);
        }
    }

    private @Nullable Reception claimId(WebhookEndpoint endpoint, Delivery delivery, List<DeliveryClaim.Held> held) {
        if (delivery.id().isEmpty()) {
            return null;
        }
        ClaimKey key = new ClaimKey(
                endpoint.name(), ClaimKey.Kind.DELIVERY, delivery.id().get());
        Claim claim = store.claim(key, fingerprint(delivery), endpoint.lease());
        if (claim instanceof Claim.Won won) {
            held.add(new DeliveryClaim.Held(key, won.token(), endpoint.retention()));
            return null;
        }
        boolean sameContent = claim instanceof Claim.Done done
                ? done.sameContent()
                : claim instanceof Claim.InFlight inFlight && inFlight.sameContent();
        if (!sameContent) {
            listener.idConflict(delivery);
            if (endpoint.isStrictAboutConflicts()) {
                return rejected(endpoint, RejectionReason.ID_CONFLICT, "the id came before with another body");
            }
        }
        return claim instanceof Claim.InFlight inFlight
                ? inFlight(endpoint, delivery, inFlight.remaining())
                : duplicate(endpoint, delivery);
    }

    /** An honest sender signs every attempt anew, so the same signature under another id was captured. */
    private @Nullable Reception claimSignature(
            WebhookEndpoint endpoint, Delivery delivery, List<DeliveryClaim.Held> held) {
        if (delivery.isIdSigned() || delivery.replayKey().isEmpty()) {
            return null;
        }
        ClaimKey key = new ClaimKey(
                endpoint.name(), ClaimKey.Kind.SIGNATURE, delivery.replayKey().get());
        Claim claim = store.claim(key, fingerprint(delivery.id().orElse("")), endpoint.lease());
        if (claim instanceof Claim.Won won) {
            held.add(new DeliveryClaim.Held(key, won.token(), endpoint.replayWindow()));
            return null;
        }
        if (claim instanceof Claim.InFlight inFlight && inFlight.sameContent()) {
            return inFlight(endpoint, delivery, inFlight.remaining());
        }
        if (claim instanceof Claim.Done done && done.sameContent()) {
            // Under its own id: without an id this is the only way to know a repetition, and with one, the id was
            // forgotten on purpose.
            return delivery.id().isEmpty() ? duplicate(endpoint, delivery) : null;
        }
        return rejected(endpoint, RejectionReason.SIGNATURE_REPLAYED, "the same signature came before under another id");
    }

    private Reception duplicate(WebhookEndpoint endpoint, Delivery delivery) {
        listener.duplicate(delivery);
        return new Reception.Duplicate(endpoint, delivery);
    }

    private Reception inFlight(WebhookEndpoint endpoint, Delivery delivery, Duration remaining) {
        listener.inFlight(delivery);
        return new Reception.InFlight(endpoint, delivery, remaining);
    }

    private static Reception rejected(WebhookEndpoint endpoint, RejectionReason reason, String detail) {
        return new Reception.Rejected(endpoint, new Rejection(reason, detail));
    }

    /** Tells two verified bodies apart, nothing more: no forger comes this far, so a fast checksum and the size will do. */
    private static long fingerprint(Delivery delivery) {
        CRC32C crc = new CRC32C();
        var body = delivery.body();
        long size = body.remaining();
        crc.update(body);
        return size << 32 | crc.getValue();
    }

    /** Tells two ids apart even where one was made to look like the other: nobody signed them. */
    private static long fingerprint(String id) {
        ByteBuffer codeUnits = ByteBuffer.allocate(id.length() * Character.BYTES);
        codeUnits.asCharBuffer().put(id);
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(codeUnits.array()))
                    .getLong();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
