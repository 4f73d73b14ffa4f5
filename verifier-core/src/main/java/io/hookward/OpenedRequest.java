package io.hookward;

import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.request.RequestHead;
import io.hookward.verify.HeadVerification;
import java.util.Objects;

/**
 * A request to an endpoint whose head was judged and not rejected. It carries what the head taught, and waits for its body.
 * For one request, and not for use by several threads at one time.
 */
public final class OpenedRequest implements Opening {
    private final WebhookReceiver receiver;
    private final WebhookEndpoint endpoint;
    private final RequestHead head;
    private final HeadVerification verification;

    OpenedRequest(WebhookReceiver receiver, WebhookEndpoint endpoint, RequestHead head, HeadVerification verification) {
        this.receiver = receiver;
        this.endpoint = endpoint;
        this.head = head;
        this.verification = verification;
    }

    @Override
    public WebhookEndpoint endpoint() {
        return endpoint;
    }

    RequestHead head() {
        return head;
    }

    HeadVerification verification() {
        return verification;
    }

    /**
     * Decides about the request, now that its body has come. A delivery that is admitted must be completed, released or
     * handed off by the caller.
     *
     * @param body the body as received; not copied, and not to be changed afterwards
     */
    public Reception receive(byte[] body) {
        return receive(body, 0, body.length);
    }

    /**
     * Decides about the request, now that its body has come; see {@link #receive(byte[])}.
     *
     * @param array holds the body
     * @param offset where in the array the body begins
     * @param length how many bytes the body has
     */
    public Reception receive(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return receiver.receive(this, array, offset, length);
    }

    /** Rejects the request because its body could not be read, and tells the listeners. */
    public Reception.Rejected reject(RejectionReason reason, String detail) {
        return receiver.reject(endpoint, new Rejection(reason, detail));
    }
}
