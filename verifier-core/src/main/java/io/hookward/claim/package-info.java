/**
 * Claims: who may process a delivery id, for how long, and what is remembered afterwards.
 *
 * <p>{@link io.hookward.claim.DeliveryStore} is the question every store answers;
 * {@link io.hookward.claim.CaffeineDeliveryStore} answers it inside one process. Only ids of verified deliveries belong
 * here: whoever stores an id before its signature holds lets a forger occupy real ones.
 */
@NullMarked
package io.hookward.claim;

import org.jspecify.annotations.NullMarked;
