package io.hookward.spring.autoconfigure;

import io.hookward.servlet.WebhookFilter;
import io.hookward.spring.WebhookConfigurationException;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.filter.HiddenHttpMethodFilter;

/**
 * Refuses to start with a webhook filter behind Spring Security, which would reject deliveries first, or behind a filter
 * that reads forms, which would leave an empty body.
 */
final class FilterOrderCheck implements SmartInitializingSingleton {
    private final ListableBeanFactory beans;

    FilterOrderCheck(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        OptionalInt ours = ours().max();
        if (ours.isEmpty()) {
            return;
        }
        security().min().ifPresent(security -> check(ours.getAsInt(), security, "Spring Security"));
        formReaders().min().ifPresent(reader -> check(ours.getAsInt(), reader, "a filter that reads form bodies"));
    }

    private static void check(int ours, int other, String what) {
        if (ours >= other) {
            throw new WebhookConfigurationException(
                    "hookward.filter.order",
                    "the webhook filter (" + ours + ") would run after " + what + " (" + other
                            + "), and would not receive deliveries as they were sent",
                    "Remove the property, or choose less than " + other);
        }
    }

    private IntStream ours() {
        return IntStream.concat(
                registrations()
                        .filter(registration -> registration.getFilter() instanceof WebhookFilter)
                        .mapToInt(AbstractFilterRegistrationBean::getOrder),
                // Registered by Spring Boot, behind all other filters
                beans.getBeanProvider(WebhookFilter.class).stream().mapToInt(filter -> Ordered.LOWEST_PRECEDENCE));
    }

    private IntStream security() {
        return beans.getBeansOfType(DelegatingFilterProxyRegistrationBean.class).values().stream()
                .filter(registration -> "springSecurityFilterChain".equals(registration.getFilterName()))
                .mapToInt(AbstractFilterRegistrationBean::getOrder);
    }

    private IntStream formReaders() {
        return Stream.concat(
                        beans.getBeanProvider(HiddenHttpMethodFilter.class).stream(),
                        beans.getBeanProvider(FormContentFilter.class).stream())
                .mapToInt(filter -> filter instanceof Ordered ordered ? ordered.getOrder() : Ordered.LOWEST_PRECEDENCE);
    }

    private Stream<AbstractFilterRegistrationBean<?>> registrations() {
        return beans.getBeansOfType(AbstractFilterRegistrationBean.class).values().stream()
                .map(registration -> (AbstractFilterRegistrationBean<?>) registration);
    }
}
