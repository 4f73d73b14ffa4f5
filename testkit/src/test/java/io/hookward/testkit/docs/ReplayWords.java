package io.hookward.testkit.docs;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.scheme.TimestampRule;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Time and id of a delivery in sentences, and what they are good for. */
final class ReplayWords {
    private static final Source BYTES = Source.parse("fingerprint");
    private static final Duration DEFAULT = Duration.ofMinutes(5);
    private static final Duration LEAST = Duration.ofMinutes(1);

    /** What two deliveries to one endpoint have in common if their time and body are the same. */
    private static final Set<Template.Value.Kind> SAME_FOR_TWINS = EnumSet.of(
            Template.Value.Kind.BODY,
            Template.Value.Kind.TIMESTAMP,
            Template.Value.Kind.METHOD,
            Template.Value.Kind.URL,
            Template.Value.Kind.URL_WITHOUT_PORT,
            Template.Value.Kind.URL_WITH_PORT,
            Template.Value.Kind.URL_WITHOUT_QUERY,
            Template.Value.Kind.PATH,
            Template.Value.Kind.SECRET);

    private ReplayWords() {}

    /** Whether, and where, there is a timestamp. */
    static String time(SigningMethod method) {
        TimestampRule rule = method.timestamp();
        if (rule == null) {
            return "There is no timestamp: how old a delivery is cannot be told.";
        }
        String place = Words.place(rule.source());
        if (rule.unit() == TimestampRule.Unit.OPAQUE) {
            return "What stands in " + place + " is " + (method.isSigned(rule.source()) ? "signed" : "not signed")
                    + ", but no time that could be judged.";
        }
        String written = "The timestamp is " + place + " (" + unit(rule.unit()) + "). ";
        if (!method.isTimeSigned() && rule.tolerance() == null) {
            return written + "It is not signed, proves nothing, and does not count.";
        }
        return written
                + (method.isTimeSigned() ? "It is signed" : "It is not signed, but checked all the same")
                + ": a delivery is refused if it is " + bounds(rule) + "."
                + (rule.expires() == null
                        ? ""
                        : " It counts no more after the moment in " + Words.place(rule.expires()) + ".");
    }

    private static String bounds(TimestampRule rule) {
        String past = side(rule.tolerance());
        String future = side(rule.futureTolerance());
        return past.equals(future)
                ? "older than " + past + ", or further ahead than that"
                : "older than " + past + ", or further ahead than " + future;
    }

    private static String unit(TimestampRule.Unit unit) {
        return switch (unit) {
            case SECONDS -> "seconds since 1970";
            case MILLISECONDS -> "milliseconds since 1970";
            case ISO_8601 -> "ISO 8601";
            case HTTP_DATE -> "a date as in HTTP headers";
            case OPAQUE -> "opaque";
        };
    }

    private static String side(@Nullable Duration tolerance) {
        if (tolerance == null) {
            return Words.span(DEFAULT) + " (our default: the provider names none)";
        }
        return tolerance.compareTo(LEAST) < 0
                ? Words.span(LEAST) + " (the provider's own " + Words.span(tolerance)
                        + " would refuse honest deliveries)"
                : Words.span(tolerance);
    }

    /** Where the id of a delivery stands, and whether it can be changed by whoever captured one. */
    static String id(SigningMethod method) {
        List<Template> places = method.deliveryId();
        if (places.isEmpty()) {
            return "There is no delivery id: a delivery that is repeated runs again.";
        }
        String ids = Words.row(
                places.stream()
                        .map(place -> Words.place(place) + (method.isSigned(place) ? " (signed)" : " (not signed)"))
                        .toList(),
                "or else");
        return "The delivery id is " + ids + ".";
    }

    /** What somebody can do who captured a delivery and does not know the secret. */
    static String captured(SigningMethod method) {
        if (method.algorithms().get(0).kind() == Algorithm.Kind.TOKEN) {
            return "Whoever sees one delivery knows the token, and can send anything.";
        }
        StringBuilder text = new StringBuilder();
        if (!method.isSigned(BYTES)) {
            text.append("The signature does not cover the whole body: what it leaves out can be changed. ");
        }
        List<Template> places = method.deliveryId();
        boolean idSigned = !places.isEmpty() && places.stream().allMatch(method::isSigned);
        if (idSigned) {
            text.append("A captured delivery that is sent again keeps its id, and is a duplicate.");
        } else if (method.isTimeSigned()) {
            text.append("A captured delivery can be sent again only while its time is fresh")
                    .append(
                            places.isEmpty()
                                    ? "; within that, its signature is not accepted twice."
                                    : ", and the same signature under another id is refused.");
        } else if (places.isEmpty()) {
            text.append("A captured delivery can be sent again at any time.");
        } else {
            text.append("A captured delivery sent again under a new id cannot be told from a new event.");
        }
        return text.toString();
    }

    /** What becomes of two honest deliveries that differ in nothing that is signed. */
    static String twins(SigningMethod method) {
        TimestampRule time = method.timestamp();
        boolean idSigned =
                !method.deliveryId().isEmpty() && method.deliveryId().stream().allMatch(method::isSigned);
        if (time == null || idSigned || !method.isTimeSigned() || !signsTimeAndBodyAlone(method.content(), time)) {
            return "";
        }
        String moment = switch (time.unit()) {
            case SECONDS -> "second";
            case MILLISECONDS -> "millisecond";
            default -> "instant";
        };
        return "Two deliveries with equal bodies that are sent in the same " + moment
                + " have the same signature: the second "
                + (method.deliveryId().isEmpty()
                        ? "counts as a repetition of the first."
                        : "is refused as a replay, until the provider sends it again with a new time.");
    }

    private static boolean signsTimeAndBodyAlone(Template content, TimestampRule time) {
        return content.values().stream()
                .allMatch(value ->
                        SAME_FOR_TWINS.contains(value.kind()) || time.source().equals(value.source()));
    }
}
