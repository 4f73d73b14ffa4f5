package io.hookward.spring.stores;

import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts a switch in front of the application's data source. */
final class SwitchedDataSources implements BeanPostProcessor {
    private final AtomicReference<SwitchedDataSource> made;

    SwitchedDataSources(AtomicReference<SwitchedDataSource> made) {
        this.made = made;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource source) {
            made.set(new SwitchedDataSource(source));
            return made.get();
        }
        return bean;
    }
}
