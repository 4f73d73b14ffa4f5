/** Deliveries kept in a database before they are acknowledged, and handled afterwards. */
module io.hookward.inbox {
    requires static transitive com.h2database;
    requires org.slf4j;
    requires transitive io.hookward.core;
    requires transitive java.sql;
    requires static transitive org.jspecify;

    exports io.hookward.inbox;
}
