package io.hookward.spring.reactive;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Listeners, controllers, a login form and an actuator, side by side, on WebFlux. */
@SpringBootApplication
public class ReactiveApplication {
    /** Starts the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(ReactiveApplication.class, arguments);
    }
}
