package io.hookward.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Limits how many unverified bodies are read at one time, and how long each may take.
 *
 * <p>A servlet reads in a container thread. Without a cap, a few hundred connections that send half a body take every
 * thread the container has, and with them the honest deliveries. Here a fixed number of bodies may be waited for at
 * one time, and each keeps its place until it is judged, so that unverified bytes in memory are bounded by places ×
 * limit. When all places are taken, a small body that has already arrived is still served ({@link ArrivedBody}); the
 * rest is {@link BodyReading.Failure#BUSY}, which is answered at once ({@link UnreadBody}). So unverified requests never
 * hold more than twice as many threads as there are places.
 *
 * <p>Safe for any number of threads.
 */
final class BodyLimiter {

    /** Well under the 200 threads that servlet containers start with, and 32 MiB of unverified bodies of 1 MiB. */
    static final int DEFAULT_PLACES = 32;

    static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    private final Semaphore places;

    /** Who comes when all places are taken may wait for a moment, but not everybody at one time: waiting holds threads too. */
    private final Semaphore gracePlaces;

    private final BodyReader reader;

    BodyLimiter(int places, Duration deadline) {
        this.places = new Semaphore(places);
        this.gracePlaces = new Semaphore(places);
        this.reader = new BodyReader(deadline, System::nanoTime);
    }

    /** Whether all places are taken at this moment. */
    boolean isFull() {
        return places.availablePermits() == 0;
    }

    /** Reads the body of {@code request} up to {@code limit} bytes and returns what {@code judge} makes of it. */
    <R> R read(HttpServletRequest request, int limit, Function<BodyReading, R> judge) {
        if (!places.tryAcquire()) {
            return readArrived(request, limit, judge);
        }
        try {
            return judge.apply(reader.read(request, limit));
        } finally {
            places.release();
        }
    }

    private <R> R readArrived(HttpServletRequest request, int limit, Function<BodyReading, R> judge) {
        boolean patient = gracePlaces.tryAcquire();
        try {
            return judge.apply(ArrivedBody.take(request, limit, patient));
        } finally {
            if (patient) {
                gracePlaces.release();
            }
        }
    }
}
