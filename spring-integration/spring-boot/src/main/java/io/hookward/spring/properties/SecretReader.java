package io.hookward.spring.properties;

import io.hookward.scheme.KeyForm;
import io.hookward.secret.Secret;
import io.hookward.secret.SecretSource;
import io.hookward.spring.WebhookConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** Reads secrets from properties. No message contains a secret. */
final class SecretReader {
    private static final String FIX =
            "Set it to the secret that the provider shows, preferably from the environment: ${GITHUB_WEBHOOK_SECRET}";

    private final BeanFactory beans;

    /**
     * @param beans where the beans of type SecretSource are
     */
    SecretReader(BeanFactory beans) {
        this.beans = beans;
    }

    /** The property that holds the secrets of an endpoint. */
    static String property(EndpointProperties properties) {
        List<String> ways = ways(properties);
        return ways.isEmpty() ? "secret" : ways.get(0);
    }

    /** The secrets of an endpoint; null if its tenants have secrets of their own, or if it accepts unsigned requests. */
    @Nullable
    SecretSource read(String endpoint, EndpointProperties properties) {
        List<String> ways = ways(properties);
        if (ways.size() > 1) {
            throw new WebhookConfigurationException(
                    "hookward.endpoints." + endpoint,
                    "has " + String.join(" and ", ways) + ", which exclude each other",
                    "Keep one of them. Several secrets go under secrets; the secrets of tenants come from a bean");
        }
        if (ways.isEmpty()) {
            throw new WebhookConfigurationException(
                    "hookward.endpoints." + endpoint + ".secret",
                    "is missing, so that nothing can be verified",
                    FIX + ". If the provider signs nothing, set accept-unsigned: true");
        }
        String property = "hookward.endpoints." + endpoint + "." + ways.get(0);
        try {
            return source(properties, property);
        } catch (IllegalArgumentException wrong) {
            throw new WebhookConfigurationException(property, String.valueOf(wrong.getMessage()), FIX);
        }
    }

    private static List<String> ways(EndpointProperties properties) {
        List<String> ways = new ArrayList<>();
        if (properties.secret() != null) {
            ways.add("secret");
        }
        if (!properties.secrets().isEmpty()) {
            ways.add("secrets");
        }
        if (properties.secretFile() != null) {
            ways.add("secret-file");
        }
        if (properties.secretSource() != null) {
            ways.add("secret-source");
        }
        if (properties.tenant() != null) {
            ways.add("tenant");
        }
        if (properties.acceptUnsigned()) {
            ways.add("accept-unsigned");
        }
        return ways;
    }

    private @Nullable SecretSource source(EndpointProperties properties, String property) {
        String text = properties.secret();
        if (text != null) {
            return SecretSource.of(Secret.of(text));
        }
        Path file = properties.secretFile();
        if (file != null) {
            return SecretSource.file(file);
        }
        String bean = properties.secretSource();
        if (bean != null) {
            return bean(bean);
        }
        if (properties.secrets().isEmpty()) {
            return null;
        }
        List<Secret> secrets = new ArrayList<>();
        for (SecretProperties one : properties.secrets()) {
            secrets.add(secret(one, secrets.size(), property + "[" + secrets.size() + "]"));
        }
        return SecretSource.of(secrets);
    }

    private SecretSource bean(String name) {
        if (!beans.containsBean(name) || !beans.isTypeMatch(name, SecretSource.class)) {
            throw new IllegalArgumentException("there is no bean '" + name + "' of type SecretSource");
        }
        return beans.getBean(name, SecretSource.class);
    }

    private static Secret secret(SecretProperties properties, int index, String property) {
        String value = properties.value();
        if (value == null) {
            throw new WebhookConfigurationException(property + ".value", "is missing", FIX);
        }
        try {
            Secret.Builder secret = switch (properties.encoding()) {
                case PROVIDER -> Secret.builder(value);
                case BASE64 -> Secret.builder(KeyForm.BASE64.keyBytes(value));
                case HEX -> Secret.builder(KeyForm.HEX.keyBytes(value));
            };
            if (properties.allowShort()) {
                secret.allowShort();
            }
            String id = properties.id();
            return secret.id(id == null ? String.valueOf(index + 1) : id)
                    .notBefore(properties.notBefore())
                    .notAfter(properties.notAfter())
                    .build();
        } catch (IllegalArgumentException wrong) {
            throw new WebhookConfigurationException(property, String.valueOf(wrong.getMessage()), FIX);
        }
    }
}
