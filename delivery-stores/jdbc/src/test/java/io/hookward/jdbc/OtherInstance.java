package io.hookward.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.hookward.claim.Claim;

/** Another instance of an application: a process that claims ids, and prints what it was answered. */
final class OtherInstance {

    private OtherInstance() {}

    public static void main(String[] arguments) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(arguments[0]);
            JdbcDeliveryStore store =
                    JdbcDeliveryStore.builder(pool).table(arguments[1]).build();
            for (int i = 2; i < arguments.length; i++) {
                Claim claim = Deliveries.claim(store, arguments[i]);
                System.out.println(claim.getClass().getSimpleName());
            }
        }
    }
}
