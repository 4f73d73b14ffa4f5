package io.hookward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimKey.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Different keys never meet. */
abstract class KeyPromises extends StorePromises {

    KeyPromises(DeliveryStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("one id at two endpoints is two keys")
    void endpointsAreApart() {
        assertApart(key("evt_1"), new ClaimKey(endpoint + "-b", "", Kind.DELIVERY, "evt_1"));
    }

    @Test
    @DisplayName("one id of two tenants is two keys, and nobody's is a third")
    void tenantsAreApart() {
        assertApart(key("acme", "evt_1"), key("umbrella", "evt_1"), key("", "evt_1"));
    }

    @Test
    @DisplayName("tenants that differ in case, blanks, accents or their last character are apart")
    void tenantsAreComparedExactly() {
        String longest = "x".repeat(ClaimKey.MAX_TENANT_LENGTH - 1);
        assertApart(
                key("acme", "1"),
                key("Acme", "1"),
                key("acme ", "1"),
                key(" ", "1"),
                key("acm\u00e9", "1"),
                key("acme\0", "1"),
                key(longest, "1"),
                key(longest + "a", "1"),
                key(longest + "b", "1"),
                key(longest + "ab", "1"),
                key(longest + "ac", "1"));
    }

    @Test
    @DisplayName("one text as an id, as a signature and as content is three keys")
    void kindsAreApart() {
        assertApart(
                key("evt_1"),
                new ClaimKey(endpoint, "", Kind.SIGNATURE, "evt_1"),
                new ClaimKey(endpoint, "", Kind.CONTENT, "evt_1"));
    }

    @Test
    @DisplayName("keys are apart wherever the borders between endpoint, tenant and id stand")
    void bordersAreKept() {
        List<ClaimKey> keys = new ArrayList<>();
        for (String border : List.of("", ":", "::", "/", "|", "-", ".", " ", "\0", ":d:", ":s:", "%")) {
            keys.add(new ClaimKey(endpoint + "a" + border + "b", "", Kind.DELIVERY, "c"));
            keys.add(new ClaimKey(endpoint + "a", "b" + border, Kind.DELIVERY, "c"));
            keys.add(new ClaimKey(endpoint + "a", "", Kind.DELIVERY, "b" + border + "c"));
            keys.add(new ClaimKey(endpoint + "a", "b", Kind.DELIVERY, border + "c"));
        }
        assertApart(keys.stream().distinct().toArray(ClaimKey[]::new));
    }

    @Test
    @DisplayName("ids that differ in case are apart")
    void caseCounts() {
        assertApart(key("evt_a"), key("EVT_A"), key("evt_A"), key("stra\u00dfe"), key("strasse"), key("STRASSE"));
    }

    @Test
    @DisplayName("ids that differ in leading or trailing blanks are apart")
    void blanksCount() {
        assertApart(key("evt"), key("evt "), key(" evt"), key("evt\t"), key("evt\u00a0"), key(" "), key("  "));
    }

    @Test
    @DisplayName("ids that differ in accents, composition or width are apart")
    void spellingCounts() {
        assertApart(key("re"), key("r\u00e9"), key("re\u0301"), key("\uff52\uff45"), key("r\u0435"));
    }

    @Test
    @DisplayName("ids that differ in NUL, other controls, or characters outside the basic plane are apart")
    void oddCharactersCount() {
        assertApart(key("a"), key("a\0"), key("a\0b"), key("\0a"), key("a\r\n"), key("a\n"), key("a\u200b"));
        assertApart(key("\ud83d\ude00"), key("\ud83d\ude01"), key("\ud83d"), key("\ud83c"), key("?"), key("\ufffd"));
    }

    @Test
    @DisplayName("long ids that differ only in their last character are apart")
    void longIdsAreNotCut() {
        String prefix = "x".repeat(ClaimKey.MAX_ID_LENGTH);
        String shorter = "x".repeat(ClaimKey.MAX_ID_LENGTH - 1);
        assertApart(key(shorter), key(prefix), key(shorter + "y"), key(prefix + "y"), key(prefix + "z"));
        assertApart(key(prefix.repeat(50) + "a"), key(prefix.repeat(50) + "b"));
        String wide = "\u2603".repeat(ClaimKey.MAX_ID_LENGTH - 1);
        assertApart(key(wide + "1"), key(wide + "2"));
    }

    @Test
    @DisplayName("ids that mean something to a database, a pattern, a log or a script are stored as data")
    void idsAreData() {
        assertApart(
                key("'; DROP TABLE deliveries; --"),
                key("evt_*"),
                key("evt_?"),
                key("evt_[a]"),
                key("evt_%"),
                key("%s%n"),
                key("{evt}"),
                key("${jndi:ldap://localhost/a}"),
                key("__proto__"),
                key("null"),
                key("0"),
                key("00"),
                key("../a"),
                key("\\"),
                key("\""));
    }

    private void assertApart(ClaimKey... keys) {
        for (ClaimKey each : keys) {
            assertThat(claim(each)).as("first claim of %s", each).isInstanceOf(Claim.Won.class);
        }
        for (ClaimKey each : keys) {
            assertThat(claim(each)).as("second claim of %s", each).isInstanceOf(Claim.InFlight.class);
            assertThat(store.forget(each)).as("forgetting %s", each).isTrue();
            finish(each);
        }
        for (ClaimKey each : keys) {
            assertThat(claim(each)).as("claim after completion of %s", each).isInstanceOf(Claim.Done.class);
        }
    }
}
