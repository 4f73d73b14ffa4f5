package io.hookward.testkit;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimToken;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores that let somebody act who is not the owner, or not the owner any more. */
final class BrokenOwners {

    private BrokenOwners() {}

    static final class Honest extends MapStoreContract {
        Honest() {
            super(new MapStore());
        }
    }

    /** Updates by key alone. */
    static final class NoFencing extends MapStoreContract {
        NoFencing() {
            super(new MapStore() {
                @Override
                public boolean complete(List<ClaimEntry> wanted, ClaimToken token) {
                    return change(wanted, token, found -> found != null, this::afterCompletion);
                }

                @Override
                public boolean renew(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
                    return change(
                            wanted,
                            token,
                            found -> found != null && !found.done(),
                            (each, found) -> afterRenewal(found, lease));
                }
            });
        }
    }

    /** Deletes by key alone. */
    static final class ReleaseFreesAfterTakeover extends MapStoreContract {
        ReleaseFreesAfterTakeover() {
            super(new MapStore() {
                @Override
                public boolean release(List<ClaimEntry> wanted, ClaimToken token) {
                    return change(wanted, token, found -> true, (each, found) -> null);
                }
            });
        }
    }

    /** Has the update count of nothing done taken for success. */
    static final class LateOwnerIsToldTrue extends MapStoreContract {
        LateOwnerIsToldTrue() {
            super(new MapStore() {
                @Override
                public boolean complete(List<ClaimEntry> wanted, ClaimToken token) {
                    super.complete(wanted, token);
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
                public boolean complete(List<ClaimEntry> wanted, ClaimToken token) {
                    for (ClaimEntry each : wanted) {
                        Entry entry = entries.get(identity(each.key()));
                        if (entry == null || !entry.token().equals(token)) {
                            return false;
                        }
                        write(each.key(), afterCompletion(each, entry));
                    }
                    return true;
                }
            });
        }
    }

    /** Keeps half of the token. */
    static final class HalfToken extends MapStoreContract {
        HalfToken() {
            super(new MapStore() {
                @Override
                boolean isHeldBy(@Nullable Entry entry, ClaimToken token) {
                    return entry != null
                            && !entry.done()
                            && entry.token().text().startsWith(token.text().substring(0, 16));
                }
            });
        }
    }

    /** Forgets who has completed. */
    static final class MarkWithoutToken extends MapStoreContract {
        MarkWithoutToken() {
            super(new MapStore() {
                @Override
                boolean isDoneBy(@Nullable Entry entry, ClaimToken token) {
                    return false;
                }
            });
        }
    }

    /** Takes a mark for the caller's, whoever set it. */
    static final class MarkOfAnybody extends MapStoreContract {
        MarkOfAnybody() {
            super(new MapStore() {
                @Override
                boolean isDoneBy(@Nullable Entry entry, ClaimToken token) {
                    return entry != null && entry.done();
                }
            });
        }
    }

    /** Looks at the token when it is asked for the first time only. */
    static final class RepeatedClaimIsBlocked extends MapStoreContract {
        RepeatedClaimIsBlocked() {
            super(new MapStore() {
                @Override
                public Claim claim(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
                    for (ClaimEntry each : checked(wanted)) {
                        Entry found = live(each.key());
                        if (found != null) {
                            return blocked(each, found);
                        }
                    }
                    return super.claim(wanted, token, lease);
                }
            });
        }
    }

    /** Lets the token win again whatever became of the claim. */
    static final class RepeatedClaimRunsAgain extends MapStoreContract {
        RepeatedClaimRunsAgain() {
            super(new MapStore() {
                @Override
                boolean isHeldBy(@Nullable Entry entry, ClaimToken token) {
                    return entry != null && entry.token().equals(token);
                }
            });
        }
    }

    /** Says that there was nothing to release. */
    static final class SecondReleaseFails extends MapStoreContract {
        SecondReleaseFails() {
            super(new MapStore() {
                @Override
                public boolean release(List<ClaimEntry> wanted, ClaimToken token) {
                    return change(wanted, token, found -> isHeldBy(found, token), (each, found) -> null);
                }
            });
        }
    }

    /** Deletes what carries the token, the mark too. */
    static final class ReleaseUndoesCompletion extends MapStoreContract {
        ReleaseUndoesCompletion() {
            super(new MapStore() {
                @Override
                public boolean release(List<ClaimEntry> wanted, ClaimToken token) {
                    return change(
                            wanted,
                            token,
                            found -> found == null || found.token().equals(token),
                            (each, found) -> null);
                }
            });
        }
    }
}
