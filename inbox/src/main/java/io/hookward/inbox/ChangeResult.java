package io.hookward.inbox;

/** What came of a change that a person asked for. */
public enum ChangeResult {
    /** It was made. */
    DONE,
    /** There is no such row. */
    NOT_FOUND,
    /** The row is being worked on at this moment. */
    PROCESSING,
    /** The row is not in a state for this: only what failed or is pending is retried, and only what is pending is cancelled. */
    WRONG_STATE,
    /** What was sent is gone: its retention is over. */
    PAYLOAD_GONE
}
