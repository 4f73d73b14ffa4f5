package io.hookward.servlet;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** A real Tomcat on a free port, with its own settings. */
final class TomcatServer implements Container.Running {

    /** Held, because the log manager does not. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();
    private final List<Consumer<ServletContext>> steps = new ArrayList<>();

    TomcatServer() {
        LOG.setLevel(Level.SEVERE);
        try {
            tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        tomcat.setPort(0);
        tomcat.setSilent(true);
    }

    /** Does what an application's own initialiser would. */
    TomcatServer initialise(Consumer<ServletContext> step) {
        steps.add(step);
        return this;
    }

    TomcatServer servlet(String mapping, TestServer.Handler handler) {
        return initialise(target -> {
            ServletRegistration.Dynamic registration =
                    target.addServlet(UUID.randomUUID().toString(), new HandlerServlet(handler));
            registration.setAsyncSupported(true);
            registration.setMultipartConfig(new MultipartConfigElement("", -1, -1, 1 << 20));
            registration.addMapping(mapping);
        });
    }

    TomcatServer start() throws LifecycleException {
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(
                (classes, target) -> steps.forEach(step -> step.accept(target)), Set.of());
        tomcat.getConnector();
        tomcat.start();
        return this;
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failed) {
            throw new AssertionError(failed);
        }
    }
}
