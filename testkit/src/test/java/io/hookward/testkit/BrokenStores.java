package io.hookward.testkit;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import java.time.Duration;
import java.util.Locale;

/** Stores with one fault each, of the kinds that real receivers had. */
final class BrokenStores {

    private BrokenStores() {}

    static final class Honest extends MapStoreContract {
        Honest() {
            super(new MapStore());
        }
    }

    /** Looks first and writes then, as {@code if (!exists(id)) insert(id)} does. */
    static final class CheckThenAct extends MapStoreContract {
        CheckThenAct() {
            super(new RacedStore() {
                @Override
                public Claim claim(ClaimKey key, long contentFingerprint, Duration lease) {
                    return claimInSteps(key, contentFingerprint, lease);
                }
            });
        }
    }

    /** Takes an abandoned claim over in two steps, though the first claim is one. */
    static final class TakeoverInSteps extends MapStoreContract {
        TakeoverInSteps() {
            super(new RacedStore() {
                @Override
                public Claim claim(ClaimKey key, long contentFingerprint, Duration lease) {
                    Entry entry = entries.get(identity(key));
                    return entry != null && !isLive(entry)
                            ? claimInSteps(key, contentFingerprint, lease)
                            : super.claim(key, contentFingerprint, lease);
                }
            });
        }
    }

    /** Drops the claim before it sets the mark. */
    static final class GapBeforeMark extends MapStoreContract {
        GapBeforeMark() {
            super(new RacedStore() {
                @Override
                public boolean complete(ClaimKey key, ClaimToken token, Duration retention) {
                    long until = end(retention);
                    Entry entry = owned(key, token);
                    if (entry == null || !entries.remove(identity(key), entry)) {
                        return false;
                    }
                    gap(key);
                    entries.put(identity(key), new Entry(null, entry.fingerprint(), until));
                    return true;
                }
            });
        }
    }

    /** Looks whether the claim is the owner's before it writes, and never again. */
    static final class TwoEnds extends MapStoreContract {
        TwoEnds() {
            super(new RacedStore() {
                @Override
                public boolean complete(ClaimKey key, ClaimToken token, Duration retention) {
                    long until = end(retention);
                    Entry entry = owned(key, token);
                    if (entry == null) {
                        return false;
                    }
                    gap(key);
                    entries.put(identity(key), new Entry(null, entry.fingerprint(), until));
                    return true;
                }

                @Override
                public boolean release(ClaimKey key, ClaimToken token) {
                    if (owned(key, token) == null) {
                        return false;
                    }
                    gap(key);
                    entries.remove(identity(key));
                    return true;
                }
            });
        }
    }

    /** Updates by key alone. */
    static final class NoFencing extends MapStoreContract {
        NoFencing() {
            super(new MapStore() {
                @Override
                boolean isOwner(Entry entry, ClaimToken token) {
                    return entry.token() != null;
                }
            });
        }
    }

    /** Deletes by key alone. */
    static final class ReleaseFreesAfterTakeover extends MapStoreContract {
        ReleaseFreesAfterTakeover() {
            super(new MapStore() {
                @Override
                public boolean release(ClaimKey key, ClaimToken token) {
                    return entries.remove(identity(key)) != null;
                }
            });
        }
    }

    /** Has the update count of nothing done taken for success. */
    static final class LateOwnerIsToldTrue extends MapStoreContract {
        LateOwnerIsToldTrue() {
            super(new MapStore() {
                @Override
                public boolean complete(ClaimKey key, ClaimToken token, Duration retention) {
                    super.complete(key, token, retention);
                    return true;
                }
            });
        }
    }

    /** Lets an owner act after its lease as long as its record is still there. */
    static final class LeaseIsNotChecked extends MapStoreContract {
        LeaseIsNotChecked() {
            super(new MapStore() {
                @Override
                public boolean complete(ClaimKey key, ClaimToken token, Duration retention) {
                    Entry entry = entries.get(identity(key));
                    return entry != null
                            && isOwner(entry, token)
                            && entries.replace(
                                    identity(key), entry, new Entry(null, entry.fingerprint(), end(retention)));
                }
            });
        }
    }

    /** Refreshes what is read, as a cache with {@code expireAfterAccess} does. */
    static final class ReadsProlongRetention extends MapStoreContract {
        ReadsProlongRetention() {
            super(new MapStore() {
                @Override
                Entry afterDuplicate(Entry entry, long contentFingerprint, Duration lease) {
                    return entry.token() == null
                            ? new Entry(null, entry.fingerprint(), end(Duration.ofDays(7)))
                            : entry;
                }
            });
        }
    }

    /** Lets whoever asks set a new end of the lease. */
    static final class ReadsProlongLease extends MapStoreContract {
        ReadsProlongLease() {
            super(new MapStore() {
                @Override
                Entry afterDuplicate(Entry entry, long contentFingerprint, Duration lease) {
                    return entry.token() == null ? entry : afterRenewal(entry, lease);
                }
            });
        }
    }

    /** Remembers the content that came last instead of the one that was claimed. */
    static final class DuplicateReplacesContent extends MapStoreContract {
        DuplicateReplacesContent() {
            super(new MapStore() {
                @Override
                Entry afterDuplicate(Entry entry, long contentFingerprint, Duration lease) {
                    return new Entry(entry.token(), contentFingerprint, entry.until());
                }
            });
        }
    }

    /** Adds the new lease to what is left of the old. */
    static final class RenewalAdds extends MapStoreContract {
        RenewalAdds() {
            super(new MapStore() {
                @Override
                Entry afterRenewal(Entry entry, Duration lease) {
                    return new Entry(entry.token(), entry.fingerprint(), entry.until() + end(lease) - nanos.get());
                }
            });
        }
    }

    /** Holds an instant too long. */
    static final class EndIsIncluded extends MapStoreContract {
        EndIsIncluded() {
            super(new MapStore() {
                @Override
                boolean isLive(Entry entry) {
                    return entry.until() - nanos.get() >= 0;
                }
            });
        }
    }

    /** Adds to its clock without a thought. */
    static final class TimeOverflows extends MapStoreContract {
        TimeOverflows() {
            super(new MapStore() {
                @Override
                long end(Duration duration) {
                    return Math.min(super.end(duration), nanos.get() + duration.toSeconds() * 1_000_000_000);
                }
            });
        }
    }

    /** Joins endpoint and id by a character that both may contain. */
    static final class JoinedByColon extends MapStoreContract {
        JoinedByColon() {
            super(new MapStore() {
                @Override
                Object identity(ClaimKey key) {
                    return key.kind() + ":" + key.endpoint() + ":" + key.id();
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
                    return new ClaimKey(key.endpoint(), ClaimKey.Kind.DELIVERY, key.id());
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
}
