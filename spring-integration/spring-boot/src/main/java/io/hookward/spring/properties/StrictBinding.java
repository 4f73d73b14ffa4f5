package io.hookward.spring.properties;

import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;

/**
 * Refuses unknown properties of endpoints in environment variables and system properties too, which Spring Boot's own check
 * leaves out because they hold much else. Below {@code hookward.endpoints} they hold nothing else.
 */
public final class StrictBinding implements ConfigurationPropertiesBindHandlerAdvisor {
    private static final ConfigurationPropertyName ENDPOINTS = ConfigurationPropertyName.of("hookward.endpoints");
    private static final UnboundElementsSourceFilter CHECKED_BY_SPRING_BOOT = new UnboundElementsSourceFilter();

    /** Applies to every binding; adds something to that of our own properties alone. */
    public StrictBinding() {}

    @Override
    public BindHandler apply(BindHandler handler) {
        return new Handler(handler);
    }

    private static final class Handler extends AbstractBindHandler {
        private static final Pattern INDEX = Pattern.compile("\\[?[0-9]+]?");
        private static final Pattern SEPARATOR = Pattern.compile("[^a-z0-9]");

        private final Set<String> tried = new HashSet<>();

        Handler(BindHandler parent) {
            super(parent);
        }

        @Override
        public <T> @Nullable Bindable<T> onStart(
                ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
            if (ENDPOINTS.isAncestorOf(name)) {
                tried.add(plain(name));
            }
            return super.onStart(name, target, context);
        }

        @Override
        public void onFinish(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, @Nullable Object result)
                throws Exception {
            super.onFinish(name, target, context, result);
            if (name.equals(ENDPOINTS)) {
                check(context);
            }
        }

        private void check(BindContext context) {
            Set<ConfigurationProperty> unknown = new TreeSet<>();
            for (ConfigurationPropertySource source : context.getSources()) {
                if (!CHECKED_BY_SPRING_BOOT.apply(source)
                        && source instanceof IterableConfigurationPropertySource iterable) {
                    iterable.stream()
                            .filter(ENDPOINTS::isAncestorOf)
                            .filter(name -> !tried.contains(plain(name)))
                            .map(source::getConfigurationProperty)
                            .filter(Objects::nonNull)
                            .forEach(unknown::add);
                }
            }
            if (!unknown.isEmpty()) {
                throw new UnboundConfigurationPropertiesException(unknown);
            }
        }

        /** Without what environment variables do not tell: dashes, dots and the place in a list. */
        private static String plain(ConfigurationPropertyName name) {
            String letters =
                    INDEX.matcher(name.toString().toLowerCase(Locale.ROOT)).replaceAll("");
            return SEPARATOR.matcher(letters).replaceAll("");
        }
    }
}
