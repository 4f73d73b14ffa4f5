package io.hookward.spring.autoconfigure;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.hookward.spring.PayloadReader;
import io.hookward.spring.WebhookPayloadException;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Readers of JSON payloads. Their exceptions do not have Jackson's messages, which quote the body. */
final class JacksonReaders {
    private static final boolean JACKSON_2 =
            ClassUtils.isPresent("com.fasterxml.jackson.databind.ObjectMapper", JacksonReaders.class.getClassLoader());

    private JacksonReaders() {}

    /** A reader with the application's Jackson 3, else its Jackson 2, else a default Jackson 3. */
    static PayloadReader in(BeanFactory beans) {
        JsonMapper three = beans.getBeanProvider(JsonMapper.class).getIfUnique();
        if (three != null) {
            return new Jackson3(three);
        }
        PayloadReader two = JACKSON_2 ? Jackson2.in(beans) : null;
        return two != null ? two : new Jackson3(new JsonMapper());
    }

    /** Binds with Jackson 3. */
    record Jackson3(ObjectMapper mapper) implements PayloadReader {
        @Override
        public Object read(byte[] body, Type type) {
            try {
                return present(mapper.readValue(body, mapper.constructType(type)), type);
            } catch (JacksonException wrong) {
                TokenStreamLocation at = wrong.getLocation();
                throw at == null ? failure(type, wrong, 0, 0) : failure(type, wrong, at.getLineNr(), at.getColumnNr());
            }
        }
    }

    /** Binds with Jackson 2, for applications that still use it. */
    record Jackson2(com.fasterxml.jackson.databind.ObjectMapper mapper) implements PayloadReader {
        static @Nullable PayloadReader in(BeanFactory beans) {
            var mapper = beans.getBeanProvider(com.fasterxml.jackson.databind.ObjectMapper.class)
                    .getIfUnique();
            return mapper == null ? null : new Jackson2(mapper);
        }

        @Override
        public Object read(byte[] body, Type type) {
            try {
                return present(mapper.readValue(body, mapper.constructType(type)), type);
            } catch (JsonProcessingException wrong) {
                var at = wrong.getLocation();
                throw at == null ? failure(type, wrong, 0, 0) : failure(type, wrong, at.getLineNr(), at.getColumnNr());
            } catch (IOException wrong) {
                throw failure(type, wrong, 0, 0);
            }
        }
    }

    private static Object present(@Nullable Object value, Type type) {
        if (value == null) {
            throw new WebhookPayloadException(type, "the body is null", 0, 0);
        }
        return value;
    }

    private static WebhookPayloadException failure(Type type, Exception wrong, int line, int column) {
        return new WebhookPayloadException(type, wrong.getClass().getSimpleName(), line, column);
    }
}
