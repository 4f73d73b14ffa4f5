package io.hookward.spring.properties;

/** Where claims are kept. */
public enum StoreType {
    /** In the memory of this process. */
    MEMORY,
    /** In a table of the application's database. */
    JDBC,
    /** In Redis. */
    REDIS
}
