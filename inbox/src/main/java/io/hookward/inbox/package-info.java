/**
 * The durable inbox: deliveries are stored before they are acknowledged, and handled afterwards. One row is the claim, the
 * queue and the log of a delivery. {@link io.hookward.inbox.Inbox} is the way in.
 */
@NullMarked
package io.hookward.inbox;

import org.jspecify.annotations.NullMarked;
