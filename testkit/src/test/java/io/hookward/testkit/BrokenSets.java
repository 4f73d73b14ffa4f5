package io.hookward.testkit;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stores that treat the keys of a delivery as so many deliveries. */
final class BrokenSets {

    private BrokenSets() {}

    /** Knows the first key only. */
    static final class FirstKeyOnly extends MapStoreContract {
        FirstKeyOnly() {
            super(new MapStore() {
                @Override
                List<ClaimEntry> checked(List<ClaimEntry> wanted) {
                    return super.checked(wanted).subList(0, 1);
                }
            });
        }
    }

    /** Keeps the keys that it took before it met one that was taken. */
    static final class KeepsWhatItTook extends MapStoreContract {
        KeepsWhatItTook() {
            super(new MapStore() {
                @Override
                public Claim claim(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
                    for (ClaimEntry each : checked(wanted)) {
                        Claim claim = super.claim(List.of(each), token, lease);
                        if (!(claim instanceof Claim.Won)) {
                            return claim;
                        }
                    }
                    return new Claim.Won();
                }
            });
        }
    }

    /** Looks at the keys in an order of its own. */
    static final class NamesTheLast extends MapStoreContract {
        NamesTheLast() {
            super(new MapStore() {
                @Override
                List<ClaimEntry> checked(List<ClaimEntry> wanted) {
                    List<ClaimEntry> reversed = new ArrayList<>(super.checked(wanted));
                    Collections.reverse(reversed);
                    return reversed;
                }
            });
        }
    }

    /** Keeps one fingerprint for all. */
    static final class OneContent extends MapStoreContract {
        OneContent() {
            super(new MapStore() {
                @Override
                List<ClaimEntry> checked(List<ClaimEntry> wanted) {
                    return super.checked(wanted).stream()
                            .map(each ->
                                    new ClaimEntry(each.key(), wanted.get(0).fingerprint(), each.retention()))
                            .toList();
                }
            });
        }
    }

    /** Keeps one retention for all. */
    static final class OneRetention extends MapStoreContract {
        OneRetention() {
            super(new MapStore() {
                @Override
                List<ClaimEntry> checked(List<ClaimEntry> wanted) {
                    return super.checked(wanted).stream()
                            .map(each -> new ClaimEntry(
                                    each.key(),
                                    each.fingerprint(),
                                    wanted.get(0).retention()))
                            .toList();
                }
            });
        }
    }

    /** Changes the keys that it still can, and tells that it was not all. */
    private static final class EachAlone extends MapStore {
        private final String which;

        EachAlone(String which) {
            this.which = which;
        }

        @Override
        public boolean complete(List<ClaimEntry> wanted, ClaimToken token) {
            return which.equals("complete")
                    ? each(wanted, entry -> super.complete(entry, token))
                    : super.complete(wanted, token);
        }

        @Override
        public boolean release(List<ClaimEntry> wanted, ClaimToken token) {
            return which.equals("release")
                    ? each(wanted, entry -> super.release(entry, token))
                    : super.release(wanted, token);
        }

        @Override
        public boolean renew(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
            return which.equals("renew")
                    ? each(wanted, entry -> super.renew(entry, token, lease))
                    : super.renew(wanted, token, lease);
        }

        private boolean each(List<ClaimEntry> wanted, Predicate<List<ClaimEntry>> call) {
            boolean all = true;
            for (ClaimEntry entry : checked(wanted)) {
                all &= call.test(List.of(entry));
            }
            return all;
        }
    }

    static final class CompletesWhatItCan extends MapStoreContract {
        CompletesWhatItCan() {
            super(new EachAlone("complete"));
        }
    }

    static final class ReleasesWhatItCan extends MapStoreContract {
        ReleasesWhatItCan() {
            super(new EachAlone("release"));
        }
    }

    static final class RenewsWhatItCan extends MapStoreContract {
        RenewsWhatItCan() {
            super(new EachAlone("renew"));
        }
    }

    /** Is content if any of the keys is the caller's. */
    static final class AnyKeyWillDo extends MapStoreContract {
        AnyKeyWillDo() {
            super(new MapStore() {
                @Override
                boolean change(List<ClaimEntry> wanted, ClaimToken token, Predicate<@Nullable Entry> rule, Step step) {
                    List<ClaimEntry> mine = checked(wanted).stream()
                            .filter(each -> rule.test(live(each.key())))
                            .toList();
                    return !mine.isEmpty() && super.change(mine, token, rule, step);
                }
            });
        }
    }

    /** Takes a list as it comes. */
    static final class ChecksNothing extends MapStoreContract {
        ChecksNothing() {
            super(new MapStore() {
                @Override
                List<ClaimEntry> checked(List<ClaimEntry> wanted) {
                    return wanted;
                }
            });
        }
    }

    /** Is not told to look at the token when nothing is to be changed. */
    static final class NullToken extends MapStoreContract {
        NullToken() {
            super(new MapStore() {
                @Override
                public boolean release(List<ClaimEntry> wanted, @Nullable ClaimToken token) {
                    return token != null && super.release(wanted, token);
                }
            });
        }
    }

    /** Lets a repeated claim take what is left of its keys. */
    static final class RepetitionTakesTheRest extends MapStoreContract {
        RepetitionTakesTheRest() {
            super(new MapStore() {
                @Override
                public Claim claim(List<ClaimEntry> wanted, ClaimToken token, Duration lease) {
                    Claim answer = super.claim(wanted, token, lease);
                    if (answer instanceof Claim.Blocked) {
                        List<ClaimEntry> mine = wanted.stream()
                                .filter(each -> isHeldBy(live(each.key()), token))
                                .toList();
                        return mine.isEmpty() ? answer : super.claim(mine, token, lease);
                    }
                    return answer;
                }
            });
        }
    }
}
