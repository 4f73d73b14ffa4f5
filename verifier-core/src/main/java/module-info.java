/** Verifies webhooks and sees that each is handled once: no servlet, no framework, no network. */
module io.hookward.core {
    requires com.github.benmanes.caffeine;
    requires static com.nimbusds.jose.jwt;
    requires org.slf4j;
    requires transitive tools.jackson.databind;
    requires static transitive org.jspecify;

    exports io.hookward;
    exports io.hookward.access;
    exports io.hookward.claim;
    exports io.hookward.path;
    exports io.hookward.request;
    exports io.hookward.scheme;
    exports io.hookward.secret;
    exports io.hookward.sign;
    exports io.hookward.verify;
}
