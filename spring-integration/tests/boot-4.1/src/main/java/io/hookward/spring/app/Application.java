package io.hookward.spring.app;

import io.hookward.secret.Secret;
import io.hookward.secret.TenantSecrets;
import java.util.List;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Listeners, controllers, a login form and an actuator, side by side. */
@SpringBootApplication
public class Application {
    private static final Set<String> CUSTOMERS = Set.of("globex", "hooli");

    @Bean
    static TenantSecrets customers() {
        return name -> CUSTOMERS.contains(name) ? List.of(Secret.of("not-a-real-secret-of-" + name)) : List.of();
    }

    /** Starts the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
