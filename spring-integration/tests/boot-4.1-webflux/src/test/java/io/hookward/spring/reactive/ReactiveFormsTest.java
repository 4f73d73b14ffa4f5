package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.FormPart;
import io.hookward.spring.WebhookDelivery;
import io.hookward.spring.WebhookListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@DisplayName("A form to a reactive application")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.forms.provider=github",
            "hookward.endpoints.forms.secret=not-a-real-secret-of-github",
            "hookward.endpoints.uploads.provider=github",
            "hookward.endpoints.uploads.secret=not-a-real-secret-of-github"
        })
@ActiveProfiles("default-security")
@Import(OpenApplication.class)
class ReactiveFormsTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b1";

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Forms forms;

    @TempDir
    private Path directory;

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

        volatile Path file = Path.of("");

        @PostMapping(path = "/webhooks/uploads", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
        Mono<Void> uploaded(
                WebhookDelivery delivery,
                @RequestPart("token") String token,
                @RequestPart("attachment-1") FilePart file,
                ServerWebExchange exchange) {
            return exchange.getMultipartData()
                    .doOnNext(parts -> seen.add(token + " " + describe(parts)))
                    .then(file.transferTo(this.file))
                    .then(exchange.getFormData())
                    .doOnNext(form -> assertThat(form).isEmpty())
                    .then();
        }

        @PostMapping(path = "/webhooks/uploads", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
        Mono<Void> submitted(WebhookDelivery delivery, ServerWebExchange exchange) {
            return exchange.getFormData()
                    .zipWith(exchange.getMultipartData())
                    .doOnNext(both -> seen.add(both.getT1() + " " + both.getT2()))
                    .then();
        }

        private static String describe(MultiValueMap<String, Part> parts) {
            FormFieldPart token = (FormFieldPart) parts.getFirst("token");
            FilePart file = (FilePart) parts.getFirst("attachment-1");
            return token.value() + " " + file.filename() + " " + file.headers().getContentType();
        }
    }

    private int send(String path, String event, String type, String body) throws Exception {
        return Senders.send(
                port,
                path,
                Senders.delivery("github")
                        .eventType(event)
                        .header("Content-Type", type)
                        .body(body)
                        .valid());
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
    @DisplayName("gives a controller its parts, its files and its fields")
    void controller() throws Exception {
        forms.file = directory.resolve("written");

        assertThat(send("/webhooks/uploads", "any", MULTIPART, parts())).isEqualTo(200);
        assertThat(send("/webhooks/uploads", "any", FORM + ";charset=ISO-8859-1", "a=%FC"))
                .isEqualTo(200);
        assertThat(forms.seen).containsExactly("a t\u00f6ken a t\u00f6ken a.txt text/plain", "{a=[\u00fc]} {}");
        assertThat(written()).isEqualTo("content");
    }

    private String written() throws IOException {
        return Files.readString(forms.file);
    }

    @Test
    @DisplayName("that is malformed is answered 400 for a controller that asks for its parts")
    void malformedParts() throws Exception {
        assertThat(send("/webhooks/uploads", "any", MULTIPART, part("name=token", "1")))
                .isEqualTo(400);
        assertThat(forms.seen).isEmpty();
    }
}
