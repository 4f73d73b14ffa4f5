package io.hookward;

import io.hookward.claim.Claim;
import io.hookward.claim.ClaimEntry;
import io.hookward.claim.ClaimKey;
import io.hookward.claim.ClaimState;
import io.hookward.claim.ClaimToken;
import io.hookward.claim.DeliveryStore;
import io.hookward.claim.DeliveryStoreException;
import io.hookward.claim.StoreTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A store that works, until it is told which of its answers it cannot give any more. */
class FailingStore implements DeliveryStore {
    enum Question {
        CLAIM,
        RENEW,
        COMPLETE,
        RELEASE,
        FIND,
        FORGET,
        PING,
        PURGE
    }

    private final DeliveryStore store;
    private final Set<Question> unheard = EnumSet.noneOf(Question.class);
    private final Set<Question> unanswered = EnumSet.noneOf(Question.class);
    private final Set<Question> unheardOnce = EnumSet.noneOf(Question.class);
    private final Set<Question> tooLate = EnumSet.noneOf(Question.class);
    private final List<Question> asked = new ArrayList<>();

    FailingStore(DeliveryStore store) {
        this.store = store;
    }

    /** These calls do not reach the store. */
    void fail(Question first, Question... more) {
        unheard.addAll(EnumSet.of(first, more));
    }

    /** The next call of each does not reach the store. */
    void failOnce(Question first, Question... more) {
        unheardOnce.addAll(EnumSet.of(first, more));
    }

    /** These calls are applied, and their answers are lost. */
    void loseAnswers(Question first, Question... more) {
        unanswered.addAll(EnumSet.of(first, more));
    }

    /** These calls do not reach the store, and are known to have taken too long. */
    void timeOut(Question first, Question... more) {
        tooLate.addAll(EnumSet.of(first, more));
    }

    void recover() {
        tooLate.clear();
        unheard.clear();
        unanswered.clear();
        unheardOnce.clear();
    }

    List<Question> asked() {
        return List.copyOf(asked);
    }

    private <T> T ask(Question question, Supplier<T> call) {
        asked.add(question);
        if (tooLate.contains(question)) {
            throw new StoreTimeoutException("no answer to " + question + " in time");
        }
        if (unheard.contains(question) || unheardOnce.remove(question)) {
            throw new DeliveryStoreException("no answer to " + question);
        }
        T answer = call.get();
        if (unanswered.contains(question)) {
            throw new DeliveryStoreException("the answer to " + question + " was lost");
        }
        return answer;
    }

    @Override
    public Claim claim(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        return ask(Question.CLAIM, () -> store.claim(entries, token, lease));
    }

    @Override
    public boolean renew(List<ClaimEntry> entries, ClaimToken token, Duration lease) {
        return ask(Question.RENEW, () -> store.renew(entries, token, lease));
    }

    @Override
    public boolean complete(List<ClaimEntry> entries, ClaimToken token) {
        return ask(Question.COMPLETE, () -> store.complete(entries, token));
    }

    @Override
    public boolean release(List<ClaimEntry> entries, ClaimToken token) {
        return ask(Question.RELEASE, () -> store.release(entries, token));
    }

    @Override
    public Optional<ClaimState> find(ClaimKey key) {
        return ask(Question.FIND, () -> store.find(key));
    }

    @Override
    public boolean forget(ClaimKey key) {
        return ask(Question.FORGET, () -> store.forget(key));
    }

    @Override
    public void ping() {
        boolean answered = ask(Question.PING, () -> {
            store.ping();
            return true;
        });
        assert answered;
    }

    @Override
    public int purge(int atMost) {
        return ask(Question.PURGE, () -> store.purge(atMost));
    }
}
