package io.hookward.testkit;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimToken;
import java.time.Duration;
import java.util.List;

/** Stores that are right as long as one thread uses them. */
final class BrokenRaces {

    private BrokenRaces() {}

    /** Looks first and writes then, as {@code if (!exists(id)) insert(id)} does. */
    static final class CheckThenAct extends MapStoreContract {
        CheckThenAct() {
            super(new RacedStore() {
                @Override
                public Claim claim(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
                    return claimInSteps(wanted, token, lease);
                }
            });
        }
    }

    /** The same, where those who meet name different keys first. */
    static final class OverlapInSteps extends MapStoreContract {
        OverlapInSteps() {
            super(new RacedStore() {
                @Override
                public Claim claim(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
                    return claimInSteps(wanted, token, lease);
                }

                @Override
                Object meeting(ClaimKey key) {
                    return key.id().replaceFirst("-[abc]$", "");
                }
            });
        }
    }

    /** Takes an abandoned claim over in two steps, though the first claim is one. */
    static final class TakeoverInSteps extends MapStoreContract {
        TakeoverInSteps() {
            super(new RacedStore() {
                @Override
                public Claim claim(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
                    Entry entry = entries.get(identity(wanted.get(0).key()));
                    return entry != null && !isLive(entry)
                            ? claimInSteps(wanted, token, lease)
                            : super.claim(wanted, token, lease);
                }
            });
        }
    }

    /** Takes one key after the other, and gives back what it has when it meets one that is taken. */
    static final class TakesAndGivesBack extends MapStoreContract {
        TakesAndGivesBack() {
            super(new RacedStore() {
                @Override
                public Claim claim(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
                    ClaimEntry first = wanted.get(0);
                    Claim answer = super.claim(List.of(first), token, lease);
                    if (wanted.size() == 1) {
                        if (answer instanceof Claim.Blocked) {
                            arrive(first.key());
                        }
                        return answer;
                    }
                    Claim rest = super.claim(wanted.subList(1, wanted.size()), token, lease);
                    if (answer instanceof Claim.Won && rest instanceof Claim.Blocked) {
                        await(first.key());
                        release(List.of(first), token);
                    }
                    return answer instanceof Claim.Blocked ? answer : rest;
                }

                @Override
                int company() {
                    return 1;
                }

                @Override
                void gap(ClaimKey key) {}
            });
        }
    }

    /** Drops the claim before it sets the mark. */
    static final class GapBeforeMark extends MapStoreContract {
        GapBeforeMark() {
            super(new RacedStore() {
                @Override
                public boolean complete(List<ClaimEntry> wanted, ClaimToken token) {
                    ClaimKey key = wanted.get(0).key();
                    Entry entry = live(key);
                    if (!isHeldBy(entry, token) || !entries.remove(identity(key), entry)) {
                        return isDoneBy(entry, token);
                    }
                    gap(key);
                    entries.put(identity(key), afterCompletion(wanted.get(0), entry));
                    return true;
                }
            });
        }
    }

    /** Marks one key after the other, and waits between them until somebody has seen the one done and the other not. */
    static final class MarksOneByOne extends MapStoreContract {
        MarksOneByOne() {
            super(new RacedStore() {
                private final ThreadLocal<Boolean> sawDone = ThreadLocal.withInitial(() -> false);

                @Override
                public Claim claim(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
                    Claim answer = super.claim(wanted, token, lease);
                    if (sawDone.get() && answer instanceof Claim.InFlight inFlight) {
                        arrive(inFlight.key());
                    }
                    sawDone.set(answer instanceof Claim.Done);
                    return answer;
                }

                @Override
                public boolean complete(List<ClaimEntry> wanted, ClaimToken token) {
                    for (ClaimEntry each : wanted) {
                        super.complete(List.of(each), token);
                        await(each.key());
                    }
                    return true;
                }

                @Override
                int company() {
                    return 1;
                }

                @Override
                Object meeting(ClaimKey key) {
                    return key.id().replaceFirst("^second", "first");
                }

                @Override
                void gap(ClaimKey key) {}
            });
        }
    }

    /** Looks whether the claim is the owner's before it writes, and never again. */
    static final class TwoEnds extends MapStoreContract {
        TwoEnds() {
            super(new RacedStore() {
                @Override
                public boolean complete(List<ClaimEntry> wanted, ClaimToken token) {
                    Entry entry = live(wanted.get(0).key());
                    return isDoneBy(entry, token) || inSteps(wanted, token, entry, this::afterCompletion);
                }

                @Override
                public boolean release(List<ClaimEntry> wanted, ClaimToken token) {
                    Entry entry = live(wanted.get(0).key());
                    return entry == null || inSteps(wanted, token, entry, (each, found) -> null);
                }

                private boolean inSteps(List<ClaimEntry> wanted, ClaimToken token, Entry entry, Step step) {
                    if (!isHeldBy(entry, token)) {
                        return false;
                    }
                    gap(wanted.get(0).key());
                    write(wanted.get(0).key(), step.next(wanted.get(0), entry));
                    return true;
                }
            });
        }
    }
}
