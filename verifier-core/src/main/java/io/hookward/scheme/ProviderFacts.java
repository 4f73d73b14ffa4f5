package io.hookward.scheme;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a provider besides how it signs.
 *
 * @param name the short name, lower case
 * @param title the name as the provider writes it
 * @param documentation where the provider, or somebody else, describes its webhooks
 * @param sources where the facts were read: documents, or files of repositories
 * @param confidence how well founded the entry is
 * @param eventTypes the event types known today; providers add to them, so the list is never complete
 * @param retrySpan over what time a failed delivery is repeated, or null if not known
 * @param acknowledgeWithin how soon the provider wants its answer, or null if not known
 * @param rotation how the provider changes secrets, or null if not known
 * @param refusalStatus the HTTP status that the provider needs to see for a forged delivery
 * @param acknowledgement what the provider wants to read in the answer to a delivery it can forget
 * @param methods the HTTP methods that deliveries come with
 * @param compressedAccepted whether the provider compresses bodies and signs the compressed bytes
 * @param payloadField the field of a form in which the JSON stands, where deliveries may come as forms, or null
 * @param handshakes by what requests the provider makes sure of an endpoint
 * @param notes what a user of this provider should know, in one or two sentences; may be empty
 */
public record ProviderFacts(
        String name,
        String title,
        List<String> documentation,
        List<String> sources,
        Confidence confidence,
        List<String> eventTypes,
        @Nullable Duration retrySpan,
        @Nullable Duration acknowledgeWithin,
        @Nullable String rotation,
        int refusalStatus,
        Acknowledgement acknowledgement,
        List<String> methods,
        boolean compressedAccepted,
        @Nullable String payloadField,
        List<Handshake> handshakes,
        String notes) {

    /** Keeps its own copies of the lists. */
    public ProviderFacts {
        documentation = List.copyOf(documentation);
        sources = List.copyOf(sources);
        eventTypes = List.copyOf(eventTypes);
        methods = List.copyOf(methods);
        handshakes = List.copyOf(handshakes);
    }
}
