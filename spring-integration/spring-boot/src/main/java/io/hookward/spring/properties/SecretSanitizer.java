package io.hookward.spring.properties;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Masks secrets in the actuator: by the name of their property in every spelling, and by their value, because a placeholder
 * may refer to a variable of any name.
 */
public final class SecretSanitizer implements SanitizingFunction {
    private static final Pattern NAME =
            Pattern.compile("hookwardendpoints.*(secret|secrets[0-9]*value|handshaketoken)");
    private static final Pattern SEPARATOR = Pattern.compile("[^a-z0-9]");

    private final Set<String> secrets;

    /** Masks the secrets in these properties. */
    public SecretSanitizer(Collection<HookwardProperties> properties) {
        this.secrets = properties.stream()
                .flatMap(all -> all.endpoints().values().stream())
                .flatMap(SecretSanitizer::secretsOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> secretsOf(EndpointProperties endpoint) {
        return Stream.concat(
                        Stream.of(endpoint.secret(), endpoint.handshakeToken()),
                        endpoint.secrets().stream().map(SecretProperties::value))
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank());
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        return isSecret(data.getKey(), data.getValue()) ? data.withSanitizedValue() : data;
    }

    private boolean isSecret(String key, @Nullable Object value) {
        String name = SEPARATOR.matcher(key.toLowerCase(Locale.ROOT)).replaceAll("");
        return NAME.matcher(name).matches() || value != null && contains(String.valueOf(value));
    }

    private boolean contains(String text) {
        return secrets.stream().anyMatch(text::contains);
    }
}
