package io.hookward.testkit;

import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stores whose periods begin or end at the wrong moment, and those that look and tidy too much. */
final class BrokenTimes {

    private BrokenTimes() {}

    /** Refreshes what is read, as a cache with {@code expireAfterAccess} does. */
    static final class ReadsProlongRetention extends MapStoreContract {
        ReadsProlongRetention() {
            super(new MapStore() {
                @Override
                Entry afterDuplicate(Entry entry, ClaimEntry wanted, Duration lease) {
                    return entry.done()
                            ? new Entry(entry.token(), true, entry.fingerprint(), end(wanted.retention()))
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
                Entry afterDuplicate(Entry entry, ClaimEntry wanted, Duration lease) {
                    return entry.done() ? entry : afterRenewal(entry, lease);
                }
            });
        }
    }

    /** Remembers the content that came last instead of the one that was claimed. */
    static final class DuplicateReplacesContent extends MapStoreContract {
        DuplicateReplacesContent() {
            super(new MapStore() {
                @Override
                Entry afterDuplicate(Entry entry, ClaimEntry wanted, Duration lease) {
                    return new Entry(entry.token(), entry.done(), wanted.fingerprint(), entry.until());
                }
            });
        }
    }

    /** Remembers the content that it is told at the end. */
    static final class CompletionReplacesContent extends MapStoreContract {
        CompletionReplacesContent() {
            super(new MapStore() {
                @Override
                Entry afterCompletion(ClaimEntry wanted, Entry entry) {
                    return new Entry(entry.token(), true, wanted.fingerprint(), end(wanted.retention()));
                }
            });
        }
    }

    /** Sets the mark anew whenever it is told to. */
    static final class RepetitionProlongsRetention extends MapStoreContract {
        RepetitionProlongsRetention() {
            super(new MapStore() {
                @Override
                Entry afterCompletion(ClaimEntry wanted, Entry entry) {
                    return new Entry(entry.token(), true, entry.fingerprint(), end(wanted.retention()));
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
                    return new Entry(
                            entry.token(), false, entry.fingerprint(), entry.until() + end(lease) - nanos.get());
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

    /** Shows records that nobody has removed yet. */
    static final class ShowsExpired extends MapStoreContract {
        ShowsExpired() {
            super(new MapStore() {
                @Override
                public Optional<ClaimState> find(ClaimKey key) {
                    Entry entry = entries.get(identity(key));
                    return entry == null || isLive(entry)
                            ? super.find(key)
                            : Optional.of(new ClaimState.Done(Duration.ZERO));
                }
            });
        }
    }

    /** Tells the whole period instead of what is left of it. */
    static final class TellsThePeriod extends MapStoreContract {
        TellsThePeriod() {
            super(new MapStore() {
                @Override
                public Optional<ClaimState> find(ClaimKey key) {
                    return super.find(key)
                            .map(state -> state instanceof ClaimState.InFlight held
                                    ? new ClaimState.InFlight(held.token(), Duration.ofSeconds(30))
                                    : state);
                }
            });
        }
    }

    /** Writes when it is looked at. */
    static final class LookingProlongs extends MapStoreContract {
        LookingProlongs() {
            super(new MapStore() {
                @Override
                public Optional<ClaimState> find(ClaimKey key) {
                    Entry entry = live(key);
                    if (entry != null && !entry.done()) {
                        write(key, afterRenewal(entry, Duration.ofSeconds(30)));
                    }
                    return super.find(key);
                }
            });
        }
    }

    /** Probes by writing. */
    static final class PingForgets extends MapStoreContract {
        PingForgets() {
            super(new MapStore() {
                @Override
                public void ping() {
                    entries.clear();
                }
            });
        }
    }

    /** Tidies done keys away. */
    static final class PurgesTheDone extends MapStoreContract {
        PurgesTheDone() {
            super(new MapStore() {
                @Override
                public int purge(int atMost) {
                    List<Object> done = entries.keySet().stream()
                            .filter(key -> entries.get(key).done())
                            .toList();
                    done.forEach(entries::remove);
                    return super.purge(atMost);
                }
            });
        }
    }

    /** Does all at once. */
    static final class PurgesWithoutBound extends MapStoreContract {
        PurgesWithoutBound() {
            super(new MapStore() {
                @Override
                public int purge(int atMost) {
                    return super.purge(atMost < 1 ? atMost : Integer.MAX_VALUE);
                }
            });
        }
    }

    /** Reports what it has looked at. */
    static final class PurgeNeverEnds extends MapStoreContract {
        PurgeNeverEnds() {
            super(new MapStore() {
                @Override
                public int purge(int atMost) {
                    super.purge(atMost);
                    return Math.min(atMost, entries.size() + 1);
                }
            });
        }
    }
}
