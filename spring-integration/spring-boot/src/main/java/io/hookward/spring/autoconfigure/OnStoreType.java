package io.hookward.spring.autoconfigure;

import io.hookward.spring.properties.StoreType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Whether claims are to be kept in a store of one type: the one that {@code hookward.store.type} names, or else the one whose
 * module is on the class path, or else memory.
 */
abstract class OnStoreType extends SpringBootCondition {
    private static final String PROPERTY = "hookward.store.type";

    private final StoreType type;

    private OnStoreType(StoreType type) {
        this.type = type;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("store of type", type);
        String named = context.getEnvironment().getProperty(PROPERTY);
        if (named != null && !named.isBlank()) {
            return new ConditionOutcome(
                    named.strip().toUpperCase(Locale.ROOT).equals(type.name()),
                    message.because(PROPERTY + " is " + named));
        }
        Set<StoreType> there = modules(context.getClassLoader());
        return new ConditionOutcome(
                type == StoreType.MEMORY ? there.isEmpty() : there.contains(type),
                message.because("the modules on the class path are " + there));
    }

    private static Set<StoreType> modules(@Nullable ClassLoader classLoader) {
        Set<StoreType> there = EnumSet.noneOf(StoreType.class);
        if (ClassUtils.isPresent("io.hookward.jdbc.JdbcDeliveryStore", classLoader)) {
            there.add(StoreType.JDBC);
        }
        if (ClassUtils.isPresent("io.hookward.redis.RedisDeliveryStore", classLoader)) {
            there.add(StoreType.REDIS);
        }
        return there;
    }

    /** Whether two modules are there and none is named. */
    static boolean isUndecided(Environment environment, @Nullable ClassLoader classLoader) {
        String named = environment.getProperty(PROPERTY);
        return (named == null || named.isBlank()) && modules(classLoader).size() > 1;
    }

    /** In memory. */
    static final class Memory extends OnStoreType {
        Memory() {
            super(StoreType.MEMORY);
        }
    }

    /** In the application's database. */
    static final class Jdbc extends OnStoreType {
        Jdbc() {
            super(StoreType.JDBC);
        }
    }

    /** In Redis. */
    static final class Redis extends OnStoreType {
        Redis() {
            super(StoreType.REDIS);
        }
    }
}
