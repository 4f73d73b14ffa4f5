package io.hookward;

/** What became of the head of a request: a rejection, or a request that waits for its body. */
public sealed interface Opening permits OpenedRequest, Reception.Rejected {
    /** The endpoint that the request is for. */
    WebhookEndpoint endpoint();
}
