package io.hookward;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.StoreTimeoutException;
import io.hookward.request.Delivery;
import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Claims verified deliveries: by their id, and where the scheme signs its timestamp but not the id, by their signature too,
 * so that a captured delivery does not pass under a new id. Where neither is signed, an endpoint can have them claimed by
 * their content.
 */
final class DeliveryClaimer {
    private final DeliveryStore store;
    private final SafeListener listener;
    private final OpenClaims open = new OpenClaims();

    DeliveryClaimer(DeliveryStore store, SafeListener listener) {
        this.store = store;
        this.listener = listener;
    }

    Reception claim(WebhookEndpoint endpoint, Delivery delivery) {
        List<ClaimEntry> entries = entries(endpoint, delivery);
        ClaimToken token = ClaimToken.create();
        if (entries.isEmpty()) {
            return admitted(endpoint, delivery, entries, token);
        }
        Claim claim;
        try {
            claim = store.claim(entries, token, endpoint.lease());
            if (entries.size() > 1 && isDoneUnderOwnId(claim)) {
                // Its id is free, so it was forgotten on purpose
                entries = entries.subList(0, 1);
                claim = store.claim(entries, token, endpoint.lease());
            }
        } catch (RuntimeException failed) {
            listener.storeFailed(endpoint.name(), failed);
            if (!(failed instanceof StoreTimeoutException)) {
                giveBack(entries, token);
            }
            return endpoint.onStoreFailure() == StoreFailurePolicy.REFUSE
                    ? rejected(endpoint, RejectionReason.STORE_UNAVAILABLE, "the store of claims cannot answer")
                    : admitted(endpoint, delivery, List.of(), token);
        }
        return claim instanceof Claim.Blocked blocked
                ? blocked(endpoint, delivery, blocked)
                : admitted(endpoint, delivery, entries, token);
    }

    /** The store may have granted the claim all the same. If it fails again, the lease ends what it keeps. */
    private void giveBack(List<ClaimEntry> entries, ClaimToken token) {
        try {
            store.release(entries, token);
        } catch (RuntimeException again) {
            // The listeners know of the first failure
        }
    }

    /** First the id, which is what the listeners, the log and the application know. */
    private static List<ClaimEntry> entries(WebhookEndpoint endpoint, Delivery delivery) {
        List<ClaimEntry> entries = new ArrayList<>(2);
        delivery.id()
                .ifPresent(id -> entries.add(new ClaimEntry(
                        key(endpoint, delivery, ClaimKey.Kind.DELIVERY, id),
                        fingerprint(delivery),
                        endpoint.retention())));
        if (!delivery.isIdSigned()) {
            delivery.replayKey()
                    .ifPresent(signature -> entries.add(new ClaimEntry(
                            key(endpoint, delivery, ClaimKey.Kind.SIGNATURE, signature),
                            fingerprint(delivery.id().orElse("")),
                            endpoint.replayWindow())));
        }
        if (endpoint.isContentDeduplicated() && !delivery.isIdSigned()) {
            delivery.contentKey()
                    .ifPresent(content -> entries.add(new ClaimEntry(
                            key(endpoint, delivery, ClaimKey.Kind.CONTENT, content),
                            fingerprint(delivery.id().orElse("")),
                            endpoint.retention())));
        }
        return entries;
    }

    /** Lets a delivery run once more. The keys of its signature or content know that they belong to this id. */
    boolean forget(String endpoint, String tenant, String id) {
        return store.forget(new ClaimKey(endpoint, tenant, ClaimKey.Kind.DELIVERY, id));
    }

    private static ClaimKey key(WebhookEndpoint endpoint, Delivery delivery, ClaimKey.Kind kind, String id) {
        return new ClaimKey(endpoint.name(), delivery.tenant().orElse(""), kind, id);
    }

    private static boolean isDoneUnderOwnId(Claim claim) {
        return claim instanceof Claim.Done done && done.key().kind() != ClaimKey.Kind.DELIVERY && done.sameContent();
    }

    private Reception admitted(
            WebhookEndpoint endpoint, Delivery delivery, List<ClaimEntry> entries, ClaimToken token) {
        if (delivery.id().isEmpty()) {
            listener.withoutId(delivery);
        }
        listener.admitted(delivery);
        DeliveryClaim claim = new DeliveryClaim(store, listener, open, endpoint, delivery, List.copyOf(entries), token);
        if (!entries.isEmpty()) {
            open.add(claim);
        }
        return new Reception.Admitted(endpoint, delivery, claim);
    }

    int releaseAll() {
        return open.releaseAll();
    }

    private Reception blocked(WebhookEndpoint endpoint, Delivery delivery, Claim.Blocked claim) {
        if (claim.key().kind() == ClaimKey.Kind.SIGNATURE) {
            // An honest sender signs every attempt anew, so the same signature under another id was captured
            return claim.sameContent()
                    ? repeated(endpoint, delivery, claim)
                    : rejected(
                            endpoint,
                            RejectionReason.SIGNATURE_REPLAYED,
                            "the same signature came before under another id");
        }
        if (claim.key().kind() == ClaimKey.Kind.DELIVERY && !claim.sameContent()) {
            listener.idConflict(delivery);
            if (endpoint.isStrictAboutConflicts()) {
                return rejected(endpoint, RejectionReason.ID_CONFLICT, "the id came before with another body");
            }
        }
        return repeated(endpoint, delivery, claim);
    }

    private Reception repeated(WebhookEndpoint endpoint, Delivery delivery, Claim.Blocked claim) {
        if (claim instanceof Claim.InFlight inFlight) {
            listener.inFlight(delivery);
            return new Reception.InFlight(endpoint, delivery, inFlight.remaining());
        }
        listener.duplicate(delivery);
        return new Reception.Duplicate(endpoint, delivery);
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
