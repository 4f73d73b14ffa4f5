package io.hookward.spring.app;

import io.hookward.spring.security.WebhookConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** A chain of the application's own, with a login form; without it, Spring Boot's default chain is at work. */
@Profile("!default-security")
@Configuration(proxyBeanMethods = false)
public class Security {
    @Bean
    @SuppressWarnings("RedundantThrows") // Spring Security 6 throws where 7 does not
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/open/**", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/open/**", "/actuator/**"))
                .formLogin(Customizer.withDefaults())
                .httpBasic(Customizer.withDefaults())
                .with(WebhookConfigurer.webhooks(), Customizer.withDefaults())
                .build();
    }
}
