package io.hookward.cli;

import io.hookward.scheme.SignatureScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a provider repeats a delivery that fails.
 *
 * @param attempts when attempts are made, counted from the first one, which is at zero
 * @param description the schedule in words
 */
record RetrySchedule(List<Duration> attempts, String description) {
    /** The whole schedule on the fast clock. */
    private static final Duration FAST = Duration.ofSeconds(10);

    private static final int GUESSED = 7;
    private static final Pattern PAUSE = Pattern.compile("([0-9]+) ?(s|min|h|d|seconds?|minutes?|hours?|days?)?\\b");

    RetrySchedule {
        attempts = List.copyOf(attempts);
    }

    /** As the catalogue tells it; with growing pauses over the provider's retry span where it lists no pauses. */
    static RetrySchedule of(SignatureScheme scheme) {
        String words = ProviderText.schedule(scheme);
        List<Duration> pauses = words.contains("after ") || words.contains("5 s, 5 min") ? pauses(words) : List.of();
        if (!pauses.isEmpty()) {
            List<Duration> attempts = new ArrayList<>(List.of(Duration.ZERO));
            if (words.startsWith("at once, ") && !words.contains(" then ")) {
                attempts.add(Duration.ZERO);
            }
            for (Duration pause : pauses) {
                attempts.add(attempts.get(attempts.size() - 1).plus(pause));
            }
            return new RetrySchedule(attempts, scheme.title() + " repeats " + words + "; here within 10 s");
        }
        Duration span = scheme.retrySpan().orElse(Duration.ofHours(1));
        List<Duration> attempts = new ArrayList<>(List.of(Duration.ZERO));
        for (int i = GUESSED - 1; i >= 0; i--) {
            attempts.add(span.dividedBy(1L << i));
        }
        String known =
                scheme.retrySpan().isPresent() ? "over " + ProviderText.span(span) : "by a schedule that is not known";
        return new RetrySchedule(
                attempts, scheme.title() + " repeats " + known + "; here with doubled pauses within 10 s");
    }

    /** The numbers with their units; a number without one has that of the next. */
    private static List<Duration> pauses(String words) {
        List<Duration> pauses = new ArrayList<>();
        List<Long> pending = new ArrayList<>();
        Matcher matcher = PAUSE.matcher(words.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            pending.add(Long.parseLong(matcher.group(1)));
            if (matcher.group(2) != null) {
                for (long amount : pending) {
                    pauses.add(Duration.ofSeconds(amount * seconds(matcher.group(2))));
                }
                pending.clear();
            }
        }
        return pauses;
    }

    private static long seconds(String unit) {
        return switch (unit.charAt(0)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3600;
            default -> 86_400;
        };
    }

    /** A pause on the fast clock. */
    Duration fast(Duration pause) {
        Duration whole = attempts.get(attempts.size() - 1);
        return whole.isZero()
                ? Duration.ZERO
                : Duration.ofMillis(Math.round((double) pause.toMillis() * FAST.toMillis() / whole.toMillis()));
    }
}
