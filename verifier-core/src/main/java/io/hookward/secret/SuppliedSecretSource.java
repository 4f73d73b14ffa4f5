package io.hookward.secret;

import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets from a supplier; a failure of the supplier leaves the last good answer in force. */
final class SuppliedSecretSource implements SecretSource {
    private static final Logger LOG = LoggerFactory.getLogger(SuppliedSecretSource.class);

    private final Supplier<List<Secret>> supplier;
    private volatile List<Secret> supplied = List.of();
    private volatile List<Secret> checked = List.of();

    SuppliedSecretSource(Supplier<List<Secret>> supplier) {
        this.supplier = supplier;
    }

    @Override
    public List<Secret> secrets() {
        try {
            List<Secret> now = supplier.get();
            if (now != supplied) {
                checked = now.isEmpty() ? List.of() : Secrets.checked(now);
                supplied = now;
            }
        } catch (RuntimeException failed) {
            LOG.warn("The supplier of secrets failed; the last good ones stay in force", failed);
        }
        return checked;
    }
}
