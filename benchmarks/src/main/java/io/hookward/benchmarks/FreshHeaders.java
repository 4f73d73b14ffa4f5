package io.hookward.benchmarks;

import io.hookward.request.Headers;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The headers of a GitHub delivery under an id of its own, which that provider does not sign. */
final class FreshHeaders implements Headers {
    private static final String ID = "X-GitHub-Delivery";

    private final Headers signed;
    private final String id;

    FreshHeaders(Headers signed, String id) {
        this.signed = signed;
        this.id = id;
    }

    @Override
    public List<String> values(String name) {
        return ID.equalsIgnoreCase(name) ? List.of(id) : signed.values(name);
    }

    @Override
    public @Nullable String first(String name) {
        return ID.equalsIgnoreCase(name) ? id : signed.first(name);
    }

    @Override
    public Headers snapshot() {
        return this;
    }

    @Override
    public Set<String> names() {
        return signed.names();
    }
}
