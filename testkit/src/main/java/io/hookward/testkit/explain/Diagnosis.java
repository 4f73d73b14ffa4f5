package io.hookward.testkit.explain;

import io.hookward.request.Rejection;
import io.hookward.verify.Explanation;
import java.util.List;
import java.util.Optional;

/**
 * What an explanation found. It holds parts of the request, and neither a secret nor a computed signature.
 *
 * @param rejection why the request was rejected; empty if it was accepted
 * @param findings what has to be undone for the signature to match, the smallest set that was found; empty if the request
 *     was accepted, or if nothing that was tried makes it match
 * @param notes what is striking about the request, without proof that it matters
 * @param tried how many combinations of a request, a scheme and a key were tried
 * @param complete whether everything was tried that is tried for small bodies
 * @param received how the verification of the request went
 * @param matching how the verification went with the findings undone; empty if nothing matches. Without findings, the
 *     signature is right, and the request is rejected for something that no signature covers
 */
public record Diagnosis(
        Optional<Rejection> rejection,
        List<Finding> findings,
        List<String> notes,
        long tried,
        boolean complete,
        Explanation received,
        Optional<Explanation> matching) {
    /** Keeps its own copies of the lists. */
    public Diagnosis {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Whether the request was accepted. */
    public boolean isVerified() {
        return rejection.isEmpty();
    }

    /** Whether a cause was proved. */
    public boolean isExplained() {
        return !findings.isEmpty();
    }
}
