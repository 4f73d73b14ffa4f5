package io.hookward.request;

/**
 * Why a request is no delivery.
 *
 * @param reason one of the closed list
 * @param detail a sentence for the log, with the numbers that matter; it contains no secret, no signature and nothing
 *     that the sender wrote, but is not meant for the sender either
 */
public record Rejection(RejectionReason reason, String detail) {}
