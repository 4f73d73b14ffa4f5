package io.hookward.servlet;

/** What became of reading a request body. */
sealed interface BodyReading {

    /**
     * The whole body, exactly as it came.
     *
     * @param bytes never changed afterwards by anybody
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Whole(byte[] bytes) implements BodyReading {}

    /** Why there is no body. */
    enum Failure implements BodyReading {
        /** More bytes were announced, or came, than the limit allows. */
        TOO_LARGE,
        /** The client went away or sent fewer bytes than it announced, or the container gave up on it. */
        CUT_OFF,
        /** The deadline for the whole body passed. */
        TOO_SLOW,
        /** Somebody before the filter had read the body, or parsed its parameters, or holds its reader. */
        CONSUMED,
        /** Too many unverified bodies are being read already. */
        BUSY
    }
}
