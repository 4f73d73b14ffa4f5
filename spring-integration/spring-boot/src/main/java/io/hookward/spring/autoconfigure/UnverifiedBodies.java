package io.hookward.spring.autoconfigure;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/** How many unverified bodies threads may wait for: where nobody says so, at most a quarter of the server's threads. */
final class UnverifiedBodies {
    private static final String PROPERTY = "hookward.filter.unverified-bodies";

    private UnverifiedBodies() {}

    /**
     * The number of places.
     *
     * @param configured the property, or its default
     */
    static int places(int configured, Environment environment) {
        if (environment.getProperty(PROPERTY) != null) {
            return configured;
        }
        IntStream threads = Stream.of("server.tomcat.threads.max", "server.jetty.threads.max")
                .map(name -> environment.getProperty(name, Integer.class, 0))
                .filter(max -> max > 0)
                .mapToInt(max -> Math.max(1, max / 4));
        return Math.min(configured, threads.min().orElse(configured));
    }
}
