package io.hookward.spring.properties;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The store in the application's database.
 *
 * @param table The table of claims, with a schema before it if need be.
 * @param createTable Whether the table is created if it is missing. Otherwise migrations create it.
 * @param purgeInterval How often expired claims are removed; 0 for never by this instance.
 */
@ConfigurationProperties(value = "hookward.store.jdbc", ignoreUnknownFields = false)
public record JdbcStoreProperties(
        @DefaultValue("hookward_claims") String table,
        @DefaultValue("false") boolean createTable,
        @DefaultValue("10m") Duration purgeInterval) {}
