package io.hookward.inbox;

import static io.hookward.inbox.InboxDatabase.values;

import io.hookward.inbox.InboxHealth.EndpointHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts for {@link InboxHealth}: bounded by the window and by what is open. */
final class HealthQueries {
    private static final int FAILURES = 5;

    private final InboxDatabase database;
    private final InboxSettings settings;

    HealthQueries(InboxDatabase database, InboxSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    private static final class Counts {
        private final Map<DeliveryStatus, Long> byStatus = new HashMap<>();
        private long open;
        private @Nullable Duration oldest;

        private long of(DeliveryStatus status) {
            return byStatus.getOrDefault(status, 0L);
        }
    }

    private record StatusCount(String endpoint, DeliveryStatus status, long number) {}

    private record OpenCount(String endpoint, long number, long ageMicros) {}

    InboxHealth health(Duration window, Set<RunningAttempt> attempts, boolean alive, int failures) {
        Map<String, Counts> counts = new TreeMap<>();
        for (StatusCount each : statusCounts(window)) {
            counts.computeIfAbsent(each.endpoint(), absent -> new Counts())
                    .byStatus
                    .put(each.status(), each.number());
        }
        for (OpenCount each : openCounts()) {
            Counts endpoint = counts.computeIfAbsent(each.endpoint(), absent -> new Counts());
            endpoint.open = each.number();
            endpoint.oldest = Micros.duration(Math.max(0, each.ageMicros()));
        }
        List<EndpointHealth> endpoints = new ArrayList<>();
        counts.forEach((name, count) -> endpoints.add(endpoint(name, count)));
        int overdue = (int) attempts.stream().filter(RunningAttempt::isOverdue).count();
        return new InboxHealth(window, endpoints, alive, failures, attempts.size(), overdue);
    }

    private EndpointHealth endpoint(String name, Counts count) {
        DeliveryFilter failed = DeliveryFilter.ALL.endpoint(name).status(DeliveryStatus.FAILED);
        return new EndpointHealth(
                name,
                count.byStatus.values().stream().mapToLong(Long::longValue).sum(),
                count.of(DeliveryStatus.DELIVERED),
                count.of(DeliveryStatus.FAILED),
                count.open,
                count.oldest,
                settings.handler(name) != null,
                new DeliveryQueries(database).list(null, FAILURES, failed).deliveries());
    }

    private List<StatusCount> statusCounts(Duration window) {
        return database.run(connection -> database.query("count_by_status")
                .list(
                        connection,
                        values("window", Micros.of(window)),
                        row -> new StatusCount(
                                row.getString("endpoint"),
                                DeliveryStatus.ofColumn(row.getString("status")),
                                row.getLong("number"))));
    }

    private List<OpenCount> openCounts() {
        return database.run(connection -> database.query("count_open")
                .list(
                        connection,
                        Map.of(),
                        row -> new OpenCount(row.getString("endpoint"), row.getLong("number"), row.getLong("age"))));
    }
}
