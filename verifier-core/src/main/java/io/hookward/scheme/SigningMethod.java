package io.hookward.scheme;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a provider signs. Most schemes have one; a provider whose headers changed over the years has one for
 * each generation, the strongest first.
 *
 * @param algorithms what makes the signature; with several, the one whose signature length fits
 * @param key how a secret becomes key bytes
 * @param signature where the signature stands
 * @param content what is signed
 * @param otherContents what may be signed instead, for a provider that is not consistent; each costs another MAC
 * @param timestamp where the timestamp stands, or null where a provider sends none
 * @param when what a request must hold for this method to apply to it at all
 * @param required what a request must hold to be accepted
 * @param forbidden sources at which a request must hold nothing, since the signature would not cover it
 * @param secretId where the provider names the secret it used, or null
 * @param deliveryId alternatives, in order, for the id that stays the same when a delivery is repeated
 * @param eventId alternatives for the id of the event, where a provider has one apart from the delivery's
 * @param eventType alternatives for the event type
 */
public record SigningMethod(
        List<Algorithm> algorithms,
        KeyForm key,
        SignatureField signature,
        Template content,
        List<Template> otherContents,
        @Nullable TimestampRule timestamp,
        List<Condition> when,
        List<Condition> required,
        List<Source> forbidden,
        @Nullable Source secretId,
        List<Template> deliveryId,
        List<Template> eventId,
        List<Template> eventType) {

    /** Keeps its own copies of the collections. */
    public SigningMethod {
        algorithms = List.copyOf(algorithms);
        otherContents = List.copyOf(otherContents);
        when = List.copyOf(when);
        required = List.copyOf(required);
        forbidden = List.copyOf(forbidden);
        deliveryId = List.copyOf(deliveryId);
        eventId = List.copyOf(eventId);
        eventType = List.copyOf(eventType);
    }

    /** This method with these algorithms only, or empty if it has none of them. */
    public Optional<SigningMethod> only(Collection<Algorithm> accepted) {
        List<Algorithm> left = algorithms.stream().filter(accepted::contains).toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new SigningMethod(
                        left,
                        key,
                        signature,
                        content,
                        otherContents,
                        timestamp,
                        when,
                        required,
                        forbidden,
                        secretId,
                        deliveryId,
                        eventId,
                        eventType));
    }

    /** Whether the content, or one of the others, contains a value of this kind. */
    public boolean signs(Template.Value.Kind kind) {
        return content.contains(kind) || otherContents.stream().anyMatch(other -> other.contains(kind));
    }

    /** Whether there is a timestamp that the signature covers, so that an old request can be told from a new one. */
    public boolean isTimeSigned() {
        return timestamp != null && timestamp.unit() != TimestampRule.Unit.OPAQUE && isSigned(timestamp.source());
    }

    /** Whether the signature covers what stands at this source. */
    public boolean isSigned(Source source) {
        if (!signsContent()) {
            return false;
        }
        if (content.contains(source) || source.isInBody() && isBodyHashSigned()) {
            return true;
        }
        return switch (source.kind()) {
            case TEXT -> false;
            case FINGERPRINT -> signsBody();
            case BODY -> signsBody() || contentHas(Template.Value.Kind.PARAMETERS_SORTED);
            case FORM ->
                contentHas(
                        Template.Value.Kind.BODY,
                        Template.Value.Kind.FORM_SORTED,
                        Template.Value.Kind.FORM_PHP,
                        Template.Value.Kind.URL_FORM_SORTED,
                        Template.Value.Kind.PARAMETERS_SORTED);
            case QUERY ->
                contentHas(
                        Template.Value.Kind.URL,
                        Template.Value.Kind.PATH,
                        Template.Value.Kind.URL_FORM_SORTED,
                        Template.Value.Kind.PARAMETERS_SORTED);
            case PATH ->
                contentHas(
                        Template.Value.Kind.URL,
                        Template.Value.Kind.URL_WITH_PORT,
                        Template.Value.Kind.URL_WITHOUT_PORT,
                        Template.Value.Kind.URL_WITHOUT_QUERY,
                        Template.Value.Kind.URL_FORM_SORTED,
                        Template.Value.Kind.PATH);
            case HEADER -> isSignedAs(source);
            case SIGNATURE -> signature.syntax() == SignatureField.Syntax.JWT || isSignedAs(source);
        };
    }

    /** Whether the content contains all bytes of the body, but for the signature itself. */
    public boolean signsBodyAsIs() {
        return signsContent() && contentHas(Template.Value.Kind.BODY, Template.Value.Kind.BODY_WITH_SECRET);
    }

    /** Whether the content contains all fields of a form, in whatever order they came. */
    public boolean signsForm() {
        return signsContent()
                && contentHas(
                        Template.Value.Kind.FORM_SORTED,
                        Template.Value.Kind.FORM_PHP,
                        Template.Value.Kind.URL_FORM_SORTED,
                        Template.Value.Kind.PARAMETERS_SORTED);
    }

    private boolean signsContent() {
        return algorithms.get(0).kind() != Algorithm.Kind.TOKEN;
    }

    /** Whether the signature covers every value of this id or type. */
    public boolean isSigned(Template value) {
        return value.values().stream()
                .map(Template.Value::source)
                .allMatch(source -> source != null && isSigned(source));
    }

    /** Whether the content contains the body, or a token's signed part its hash. */
    private boolean signsBody() {
        boolean hashed = signature.syntax() == SignatureField.Syntax.JWT
                && computed().anyMatch(condition -> condition.template().contains(Template.Value.Kind.BODY));
        return hashed || contentHas(Template.Value.Kind.BODY, Template.Value.Kind.BODY_WITH_SECRET);
    }

    /** Whether the content contains one of these. A checksum covers nothing: another value is easily made to fit it. */
    private boolean contentHas(Template.Value.Kind... kinds) {
        List<Template.Value.Kind> wanted = Arrays.asList(kinds);
        return content.values().stream()
                .anyMatch(value ->
                        wanted.contains(value.kind()) && !value.filters().contains(Template.Filter.CRC32));
    }

    /** Whether a hash of the body has to stand where the signature covers it. */
    private boolean isBodyHashSigned() {
        return computed()
                .filter(condition -> !condition.source().isInBody())
                .filter(condition -> condition.template().contains(Template.Value.Kind.BODY))
                .anyMatch(condition -> isSigned(condition.source()));
    }

    /** The required values that are made of the request. */
    private Stream<Condition.Computed> computed() {
        return required.stream().filter(Condition.Computed.class::isInstance).map(Condition.Computed.class::cast);
    }

    /**
     * Where the request lists the headers it signs, if the time stands in a header that has to be one of them: a forger
     * could fold the signed headers into a single one, and put a new time beside it. A verifier must see to it.
     */
    public Optional<Source> timeListedAt() {
        if (timestamp == null || timestamp.source().kind() != Source.Kind.HEADER) {
            return Optional.empty();
        }
        return content.contains(Template.Value.Kind.TIMESTAMP) || content.contains(timestamp.source())
                ? Optional.empty()
                : content.values().stream()
                        .filter(value -> value.kind().listsHeaders())
                        .map(Template.Value::source)
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    private boolean isSignedAs(Source source) {
        boolean asTime = timestamp != null
                && timestamp.source().equals(source)
                && content.contains(Template.Value.Kind.TIMESTAMP);
        boolean asId = content.contains(Template.Value.Kind.ID)
                && !deliveryId.isEmpty()
                && deliveryId.get(0).contains(source);
        boolean listed = timestamp != null
                && timestamp.source().equals(source)
                && timeListedAt().isPresent();
        return asTime || asId || listed;
    }
}
