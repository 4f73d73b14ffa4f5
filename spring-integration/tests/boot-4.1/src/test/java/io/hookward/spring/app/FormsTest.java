package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.FormPart;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Providers;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@DisplayName("A form")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.forms.provider=github",
            "hookward.endpoints.forms.secret=not-a-real-secret-of-github",
            "hookward.endpoints.uploads.provider=github",
            "hookward.endpoints.uploads.secret=not-a-real-secret-of-github"
        })
class FormsTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b1";

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Forms forms;

    /** Listeners and a controller of forms. */
    @TestConfiguration(proxyBeanMethods = false)
    @RestController
    static class Forms {
        final List<String> seen = new CopyOnWriteArrayList<>();

        record Push(String ref) {}

        @WebhookListener(endpoint = "forms", event = "record")
        void pushed(Push push) {
            seen.add(push.ref());
        }

        @WebhookListener(endpoint = "forms", event = "map")
        void mapped(Map<String, Object> payload) {
            seen.add(String.valueOf(payload.get("ref")));
        }

        @WebhookListener(endpoint = "forms", event = "json")
        void json(WebhookDelivery delivery) {
            seen.add(delivery.json().path("ref").asString());
        }

        @WebhookListener(endpoint = "forms", event = "form")
        void form(MultiValueMap<String, String> form, WebhookDelivery delivery) {
            assertThat(delivery.form()).isEqualTo(form);
            seen.add(form + " " + delivery.parts().stream().map(FormPart::text).toList());
        }

        @PostMapping("/webhooks/uploads")
        void uploaded(
                WebhookDelivery delivery,
                @RequestParam("token") String token,
                @RequestPart("attachment-1") MultipartFile file)
                throws IOException {
            String content = new String(file.getBytes(), StandardCharsets.UTF_8);
            seen.add(token + " " + file.getOriginalFilename() + " " + file.getContentType() + " " + content);
        }
    }

    private int send(String path, String event, String type, String body) throws Exception {
        WebhookRequest signed = Http.signed(
                Providers.get("github"),
                "not-a-real-secret-of-github",
                UUID.randomUUID().toString(),
                event,
                body);
        return new Http(port).deliver(path, signed, type).statusCode();
    }

    private static String part(String head, String content) {
        return "--b1\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
    }

    private static String parts() {
        return part("name=\"token\"", "a t\u00f6ken")
                + part("name=\"attachment-1\"; filename=\"a.txt\"\r\nContent-Type: text/plain", "content")
                + "--b1--\r\n";
    }

    @BeforeEach
    void forget() {
        forms.seen.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "map", "json"})
    @DisplayName("of GitHub is bound to what its listener takes, from the field in which its JSON stands")
    void payload(String event) throws Exception {
        assertThat(send("/webhooks/forms", event, FORM, "payload=%7B%22ref%22%3A%22a+b%22%7D"))
                .isEqualTo(200);
        assertThat(send("/webhooks/forms", event, "application/json", "{\"ref\":\"c\"}"))
                .isEqualTo(200);
        assertThat(forms.seen).containsExactly("a b", "c");
    }

    @Test
    @DisplayName("gives a listener its fields and its files, URL-encoded or multipart")
    void form() throws Exception {
        assertThat(send("/webhooks/forms", "form", FORM, "a=1&b=2&a=%C3%BC")).isEqualTo(200);
        assertThat(send("/webhooks/forms", "form", MULTIPART, parts())).isEqualTo(200);
        assertThat(forms.seen)
                .containsExactly("{a=[1, \u00fc], b=[2]} []", "{token=[a t\u00f6ken]} [a t\u00f6ken, content]");
    }

    @Test
    @DisplayName("that is malformed fails its listener, and is free for the retry")
    void malformed() throws Exception {
        assertThat(send("/webhooks/forms", "form", MULTIPART, part("name=a", "1")))
                .isEqualTo(500);
        assertThat(forms.seen).isEmpty();
    }

    @Test
    @DisplayName("gives a controller its parameters and its files")
    void controller() throws Exception {
        assertThat(send("/webhooks/uploads", "any", MULTIPART, parts())).isEqualTo(200);
        assertThat(forms.seen).containsExactly("a t\u00f6ken a.txt text/plain content");
    }
}
