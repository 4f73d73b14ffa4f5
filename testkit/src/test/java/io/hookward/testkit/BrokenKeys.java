package io.hookward.testkit;

import io.hookward.claim.ClaimKey;
import java.util.Locale;

/** Stores in which keys meet that are not equal. */
final class BrokenKeys {

    private BrokenKeys() {}

    /** Joins endpoint and id by a character that both may contain. */
    static final class JoinedByColon extends MapStoreContract {
        JoinedByColon() {
            super(new MapStore() {
                @Override
                Object identity(ClaimKey key) {
                    return key.kind() + ":" + key.endpoint() + ":" + key.tenant() + ":" + key.id();
                }
            });
        }
    }

    /** Keeps the signatures among the ids. */
    static final class OneKind extends MapStoreContract {
        OneKind() {
            super(new MapStore() {
                @Override
                Object identity(ClaimKey key) {
                    return new ClaimKey(key.endpoint(), key.tenant(), ClaimKey.Kind.DELIVERY, key.id());
                }
            });
        }
    }

    /** Has one space of ids for all tenants. */
    static final class OneTenant extends MapStoreContract {
        OneTenant() {
            super(new MapStore() {
                @Override
                Object identity(ClaimKey key) {
                    return new ClaimKey(key.endpoint(), "", key.kind(), key.id());
                }
            });
        }
    }

    /** Compares as many databases do by default. */
    static final class CaseFolded extends MapStoreContract {
        CaseFolded() {
            super(new MapStore() {
                @Override
                Object identity(ClaimKey key) {
                    return key.text().toLowerCase(Locale.ROOT);
                }
            });
        }
    }

    /** Pads short ids with blanks, as {@code CHAR} columns do. */
    static final class Trimmed extends MapStoreContract {
        Trimmed() {
            super(new MapStore() {
                @Override
                Object identity(ClaimKey key) {
                    return key.endpoint() + key.kind() + key.id().stripTrailing();
                }
            });
        }
    }

    /** Cuts ids to the width of a column. */
    static final class Cut extends MapStoreContract {
        Cut() {
            super(new MapStore() {
                @Override
                Object identity(ClaimKey key) {
                    String text = key.text();
                    return text.substring(0, Math.min(text.length(), 191));
                }
            });
        }
    }

    /** Cuts tenants to the width of a column. */
    static final class CutTenant extends MapStoreContract {
        CutTenant() {
            super(new MapStore() {
                @Override
                Object identity(ClaimKey key) {
                    String tenant = key.tenant();
                    return key.endpoint() + ":" + tenant.substring(0, Math.min(tenant.length(), 64)) + ":" + key.id();
                }
            });
        }
    }
}
