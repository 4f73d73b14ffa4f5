package io.hookward.scheme;

/** How well founded a catalogue entry is. */
public enum Confidence {
    /** Read from the provider's own documentation or code. */
    VENDOR,
    /** Read from somebody else's integration with the provider. */
    THIRD_PARTY,
    /** Written by the user of this library for a provider of their own. */
    OWN
}
