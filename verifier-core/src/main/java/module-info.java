/** Verifies webhooks and sees that each is handled once: no servlet, no framework, no network. */
module io.hookward.core {
    requires com.github.benmanes.caffeine;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    exports io.hookward.claim;
}
