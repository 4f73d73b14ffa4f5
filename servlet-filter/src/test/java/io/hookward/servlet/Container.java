package io.hookward.servlet;

/** The servlet containers that the filter is tried on, each with its own settings. */
enum Container {
    JETTY {
        @Override
        Running start(WebhookFilter filter, String mapping, TestServer.Handler handler) throws Exception {
            return new TestServer()
                    .initialise(filter::register)
                    .servlet(mapping, handler)
                    .start();
        }
    },
    TOMCAT {
        @Override
        Running start(WebhookFilter filter, String mapping, TestServer.Handler handler) throws Exception {
            return new TomcatServer()
                    .initialise(filter::register)
                    .servlet(mapping, handler)
                    .start();
        }
    };

    /** A server on a free port. */
    interface Running extends AutoCloseable {
        int port();

        @Override
        void close();
    }

    /** Starts one with a filter before everything and a servlet. */
    abstract Running start(WebhookFilter filter, String mapping, TestServer.Handler handler) throws Exception;
}
