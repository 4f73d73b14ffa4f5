package io.hookward.spring.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * The path of Spring MVC's servlet, which the mappings of controllers do not count, and the paths of endpoints do not
 * either.
 */
final class ServletPrefix {
    /** The bean of Spring Boot; another name is another servlet of the application. */
    private static final String MAIN = "dispatcherServletRegistration";

    private static final boolean MVC = ClassUtils.isPresent(
            "org.springframework.web.servlet.DispatcherServlet", ServletPrefix.class.getClassLoader());

    private ServletPrefix() {}

    /** Such as {@code /api}; empty if there is no such servlet, or it is not mapped to one prefix. */
    static String of(ListableBeanFactory beans, Environment environment) {
        if (!MVC) {
            return "";
        }
        Map<String, ServletRegistrationBean<?>> servlets = Mvc.registrations(beans);
        if (servlets.isEmpty()) {
            // In a slice of a test
            return prefix(environment.getProperty("spring.mvc.servlet.path", ""));
        }
        ServletRegistrationBean<?> main = servlets.get(MAIN);
        if (main == null && servlets.size() == 1) {
            main = servlets.values().iterator().next();
        }
        Collection<String> mappings = main == null ? servlets.keySet() : main.getUrlMappings();
        return main == null || mappings.size() != 1
                ? ""
                : prefix(mappings.iterator().next());
    }

    /** As Spring Boot reads the property: {@code /api}, {@code /api/} and {@code /api/*} are the same. */
    private static String prefix(String mapping) {
        String path = mapping.endsWith("*") ? mapping.substring(0, mapping.length() - 1) : mapping;
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** A class of its own, because an application may have no Spring MVC. */
    private static final class Mvc {
        static Map<String, ServletRegistrationBean<?>> registrations(ListableBeanFactory beans) {
            Map<String, ServletRegistrationBean<?>> found = new LinkedHashMap<>();
            beans.getBeansOfType(ServletRegistrationBean.class).forEach((name, registration) -> {
                if (registration.getServlet() instanceof DispatcherServlet) {
                    found.put(name, registration);
                }
            });
            return found;
        }
    }
}
