package io.hookward.secret;

import java.util.List;

/**
 * The secrets of an endpoint that serves several tenants, each with its own. Asked when a request names a tenant; answers
 * are kept for a while, so that a request of a known tenant costs no look-up. Implementations are safe for use by several
 * threads, and may block.
 */
@FunctionalInterface
public interface TenantSecrets {
    /**
     * The secrets of one tenant, the newest first.
     *
     * @param tenant the name as the request has it: up to 100 characters that anybody may have sent
     * @return the secrets, with distinct ids; empty if there is no such tenant
     * @throws RuntimeException if it cannot be told now; the request is then answered 503, so that the provider repeats it
     */
    List<Secret> secretsOf(String tenant);
}
