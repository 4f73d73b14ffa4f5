package io.hookward.spring.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Listeners, controllers, a login form and an actuator, side by side. */
@SpringBootApplication
public class Application {
    /** Starts the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
