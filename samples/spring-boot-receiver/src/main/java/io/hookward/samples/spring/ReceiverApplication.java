package io.hookward.samples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Receives webhooks of GitHub, Stripe, Avala, Avnology and of a sender of one's own. */
@SpringBootApplication
public class ReceiverApplication {
    /** Starts the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(ReceiverApplication.class, arguments);
    }
}
