package io.hookward.spring.properties;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;

/**
 * Changes Spring Boot's check for unknown properties in two ways. Properties that another module binds are not unknown,
 * although they are below the same prefix. Below {@code hookward.endpoints}, environment variables and system properties are
 * checked too: Spring Boot leaves these sources out, because most of what they hold is not meant for an application.
 */
public final class StrictBinding implements ConfigurationPropertiesBindHandlerAdvisor {
    private static final ConfigurationPropertyName ENDPOINTS = ConfigurationPropertyName.of("hookward.endpoints");
    private static final UnboundElementsSourceFilter CHECKED_BY_SPRING_BOOT = new UnboundElementsSourceFilter();

    private final PropertyRoots roots;

    /**
     * A check for an application.
     *
     * @param beans whose class loader finds the modules
     */
    public StrictBinding(BeanFactory beans) {
        this.roots = PropertyRoots.in(beans);
    }

    @Override
    public BindHandler apply(BindHandler handler) {
        return new Handler(handler, roots);
    }

    private static final class Handler extends AbstractBindHandler {
        private static final Pattern INDEX = Pattern.compile("\\[?[0-9]+]?");
        private static final Pattern SEPARATOR = Pattern.compile("[^a-z0-9]");

        private final Set<String> tried = new HashSet<>();
        private final PropertyRoots roots;

        Handler(BindHandler parent, PropertyRoots roots) {
            super(parent);
            this.roots = roots;
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
            // What the check of Spring Boot, a parent of this handler, gets to see
            boolean ours = context.getDepth() == 0 && roots.type(name) != null;
            super.onFinish(name, target, ours ? new OwnProperties(context, name, roots) : context, result);
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

        /** Without what the name of an environment variable does not have: dashes, dots and the index in a list. */
        private static String plain(ConfigurationPropertyName name) {
            String letters =
                    INDEX.matcher(name.toString().toLowerCase(Locale.ROOT)).replaceAll("");
            return SEPARATOR.matcher(letters).replaceAll("");
        }
    }

    /**
     * A context whose sources have no properties of other modules.
     *
     * @param prefix what is bound
     */
    private record OwnProperties(BindContext context, ConfigurationPropertyName prefix, PropertyRoots roots)
            implements BindContext {
        @Override
        public Iterable<ConfigurationPropertySource> getSources() {
            List<ConfigurationPropertySource> sources = new ArrayList<>();
            context.getSources()
                    .forEach(source -> sources.add(source.filter(name -> !roots.isOfAnother(prefix, name))));
            return sources;
        }

        @Override
        public Binder getBinder() {
            return context.getBinder();
        }

        @Override
        public int getDepth() {
            return context.getDepth();
        }

        @Override
        public @Nullable ConfigurationProperty getConfigurationProperty() {
            return context.getConfigurationProperty();
        }
    }
}
