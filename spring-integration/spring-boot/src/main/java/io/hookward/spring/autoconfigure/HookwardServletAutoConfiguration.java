package io.hookward.spring.autoconfigure;

import io.hookward.WebhookReceiver;
import io.hookward.servlet.FilterBuilder;
import io.hookward.servlet.WebhookFilter;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookListeners;
import io.hookward.spring.observation.DeliveryObservations;
import io.hookward.spring.properties.HookwardProperties;
import io.hookward.spring.properties.PropertySection;
import io.hookward.spring.servlet.WebhookHandlingFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** The filter of servlet applications, in front of Spring Security and of everything that reads forms. */
@AutoConfiguration(after = HookwardAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
@ConditionalOnBean(WebhookReceiver.class)
public final class HookwardServletAutoConfiguration {
    HookwardServletAutoConfiguration() {}

    /**
     * Without Spring Boot's condition for filters: its package differs between versions, and where it is missing, the filter
     * would be registered twice.
     */
    @Bean
    @ConditionalOnMissingBean(value = WebhookFilter.class, parameterizedContainer = FilterRegistrationBean.class)
    FilterRegistrationBean<WebhookFilter> webhookFilterRegistration(
            HookwardProperties properties,
            WebhookReceiver receiver,
            ListableBeanFactory beans,
            Environment environment) {
        FilterRegistrationBean<WebhookFilter> registration =
                new FilterRegistrationBean<>(filter(properties, receiver, beans, environment));
        registration.setName("webhookFilter");
        registration.setOrder(properties.filter().order());
        registration.addUrlPatterns("/*");
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        return registration;
    }

    @Bean
    @ConditionalOnMissingBean(
            value = WebhookHandlingFilter.class,
            parameterizedContainer = FilterRegistrationBean.class)
    FilterRegistrationBean<WebhookHandlingFilter> webhookHandlingFilterRegistration(
            HookwardProperties properties,
            ObjectProvider<FilterRegistrationBean<WebhookFilter>> before,
            WebhookListeners listeners,
            PayloadReader reader,
            ObjectProvider<DeliveryObservations> observations) {
        FilterRegistrationBean<WebhookHandlingFilter> registration =
                new FilterRegistrationBean<>(new WebhookHandlingFilter(
                        listeners, reader, observations.getIfAvailable(() -> DeliveryObservations.NONE)));
        FilterRegistrationBean<WebhookFilter> verifying = before.getIfAvailable();
        int order = verifying == null ? properties.filter().order() : verifying.getOrder();
        registration.setName("webhookHandlingFilter");
        registration.setOrder(order == Ordered.LOWEST_PRECEDENCE ? order : order + 1);
        registration.addUrlPatterns("/*");
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return registration;
    }

    @Bean
    FilterOrderCheck webhookFilterOrderCheck(ListableBeanFactory beans) {
        return new FilterOrderCheck(beans);
    }

    private static WebhookFilter filter(
            HookwardProperties properties,
            WebhookReceiver receiver,
            ListableBeanFactory beans,
            Environment environment) {
        OwnReceiverCheck.check(properties, receiver);
        FilterBuilder builder = WebhookFilter.builder(receiver);
        new PropertySection("spring.mvc.servlet")
                .set(
                        "path",
                        ServletPrefix.of(beans, environment),
                        builder::servletPath,
                        "Choose a path of plain names, such as /api");
        PropertySection at = new PropertySection("hookward.filter");
        at.set(
                "unverified-bodies",
                UnverifiedBodies.places(properties.filter().unverifiedBodies(), environment),
                builder::unverifiedBodies,
                "Choose at least 1");
        at.set(
                "body-deadline",
                properties.filter().bodyDeadline(),
                builder::bodyDeadline,
                "Choose a positive duration, such as 10s");
        return builder.build();
    }
}
