package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.path.PathMatch;
import io.hookward.request.RejectionReason;
import io.hookward.request.RequestHead;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.sign.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TenantsTest {
    private final Map<String, List<Secret>> customers = new HashMap<>(Map.of(
            "acme", List.of(Secret.of("the-secret-of-tenant-acme")),
            "globex", List.of(Secret.of("the-secret-of-tenant-globex"))));
    private final AtomicInteger asked = new AtomicInteger();

    private List<Secret> secretsOf(String tenant) {
        asked.incrementAndGet();
        return customers.getOrDefault(tenant, List.of());
    }

    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(Providers.get("github"))
            .path("/webhooks/{tenant}/github")
            .tenants("path:tenant", this::secretsOf)
            .build();
    private final WebhookReceiver receiver = WebhookReceiver.of(endpoint);

    private Reception receive(String tenant, String signer, String id, String body) {
        String path = "/webhooks/" + tenant + "/github";
        PathMatch<WebhookEndpoint> match = Objects.requireNonNull(receiver.match("", path, path));
        WebhookRequest signed = WebhookSigner.of(Providers.get("github"), Secret.of("the-secret-of-tenant-" + signer))
                .draft()
                .id(id)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .sign();
        RequestHead head = RequestHead.builder()
                .headers(signed.headers())
                .pathVariables(match.variables())
                .build();
        Opening opening = receiver.open(match, head);
        return opening instanceof OpenedRequest opened
                ? opened.receive(signed.array(), signed.offset(), signed.length())
                : (Reception.Rejected) opening;
    }

    private static RejectionReason reason(Reception reception) {
        return ((Reception.Rejected) reception).why().reason();
    }

    @Test
    @DisplayName("the same id of two tenants is two deliveries, and of one tenant one")
    void idsOfTenantsNeverMeet() {
        Reception first = receive("acme", "acme", "1001", "{}");
        Reception second = receive("globex", "globex", "1001", "{}");

        assertThat(first).isInstanceOfSatisfying(Reception.Admitted.class, admitted -> {
            assertThat(admitted.delivery().tenant()).contains("acme");
            admitted.claim().complete();
        });
        assertThat(second)
                .isInstanceOfSatisfying(
                        Reception.Admitted.class,
                        admitted -> assertThat(admitted.delivery().tenant()).contains("globex"));
        assertThat(receive("acme", "acme", "1001", "{}")).isInstanceOf(Reception.Duplicate.class);
        assertThat(receive("globex", "globex", "1001", "{}")).isInstanceOf(Reception.InFlight.class);
    }

    @Test
    @DisplayName("a tenant's signature is wrong at another tenant's path")
    void secretsStayApart() {
        assertThat(reason(receive("acme", "globex", "1", "{}"))).isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
    }

    @Test
    @DisplayName("an unknown tenant is answered like a wrong signature")
    void unknownTenant() {
        Reception unknown = receive("umbrella", "acme", "1", "{}");
        Reception wrong = receive("acme", "globex", "1", "{}");

        assertThat(reason(unknown)).isEqualTo(RejectionReason.TENANT_UNKNOWN);
        assertThat(Answer.to(unknown)).isEqualTo(Answer.to(wrong));
    }

    @Test
    @DisplayName("the secrets of a tenant are asked for once, and unknown names are remembered too")
    void asksOnce() {
        for (int i = 0; i < 5; i++) {
            receive("acme", "acme", "id-" + i, "{}");
            receive("umbrella", "acme", "id-" + i, "{}");
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    @DisplayName("10,000 tenants with a secret each cost a request one hash and no scan")
    void manyTenants() {
        for (int i = 0; i < 10_000; i++) {
            customers.put("t" + i, List.of(Secret.of("the-secret-of-tenant-t" + i)));
        }
        assertThat(receive("t9999", "t9999", "1", "{}")).isInstanceOf(Reception.Admitted.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    @DisplayName("a source of tenants that fails is answered 503, so that the provider repeats the delivery")
    void sourceFails() {
        WebhookEndpoint broken = WebhookEndpoint.builder(Providers.get("github"))
                .tenants("header:X-Customer", tenant -> {
                    throw new IllegalStateException("the database is down");
                })
                .build();
        WebhookRequest signed = WebhookSigner.of(Providers.get("github"), Secret.of("the-secret-of-tenant-acme"))
                .draft()
                .header("X-Customer", "acme")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .sign();
        Reception reception = WebhookReceiver.of(broken).receive(broken, signed);

        assertThat(reason(reception)).isEqualTo(RejectionReason.NO_USABLE_SECRET);
        assertThat(Answer.to(reception).status()).isEqualTo(503);
    }

    @Test
    @DisplayName("the tenant may stand in the body, which is read strictly before its signature holds")
    void tenantInBody() {
        WebhookEndpoint byBody = WebhookEndpoint.builder(Providers.get("github"))
                .tenants("body:/account", this::secretsOf)
                .build();
        WebhookReceiver own = WebhookReceiver.of(byBody);
        WebhookSigner acme = WebhookSigner.of(Providers.get("github"), Secret.of("the-secret-of-tenant-acme"));

        assertThat(own.receive(byBody, signed(acme, "{\"account\":\"acme\"}")))
                .isInstanceOfSatisfying(
                        Reception.Admitted.class,
                        admitted -> assertThat(admitted.delivery().tenant()).contains("acme"));
        assertThat(reason(own.receive(byBody, signed(acme, "{\"account\":\"acme\",\"account\":\"globex\"}"))))
                .isEqualTo(RejectionReason.TENANT_UNKNOWN);
        assertThat(reason(own.receive(byBody, signed(acme, "{}")))).isEqualTo(RejectionReason.TENANT_UNKNOWN);
    }

    private static WebhookRequest signed(WebhookSigner signer, String body) {
        return signer.draft()
                .id("1")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .sign();
    }

    @Test
    @DisplayName("an endpoint has secrets of its own or secrets of tenants, and a place where the tenant stands")
    void misconfigured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookEndpoint.builder(Providers.get("github"))
                        .secrets(Secret.of("the-secret-of-tenant-acme"))
                        .tenants("header:X-Customer", this::secretsOf)
                        .build())
                .withMessageContaining("choose one");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> WebhookEndpoint.builder(Providers.get("github")).tenants("fingerprint", this::secretsOf))
                .withMessageContaining("cannot name a tenant");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookEndpoint.builder(Providers.get("github"))
                        .tenants("path:customer", this::secretsOf)
                        .build())
                .withMessageContaining("{customer}");
    }
}
