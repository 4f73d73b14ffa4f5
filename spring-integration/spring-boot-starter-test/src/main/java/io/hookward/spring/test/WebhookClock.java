package io.hookward.spring.test;

import io.hookward.testkit.MutableClock;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * On a test class: the application tells the age of deliveries and the validity of secrets by a {@link MutableClock}, which
 * stands still until the test moves it, and can be injected. It begins at the present.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(WebhookClock.Setting.class)
public @interface WebhookClock {
    /** Defines the clock. */
    @Configuration(proxyBeanMethods = false)
    class Setting {
        /** For Spring. */
        Setting() {}

        @Bean
        MutableClock hookwardClock() {
            return MutableClock.at(Instant.now());
        }
    }
}
