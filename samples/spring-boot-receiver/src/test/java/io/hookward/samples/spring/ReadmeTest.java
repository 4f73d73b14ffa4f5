package io.hookward.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Headers;
import io.hookward.request.WebhookRequest;
import io.hookward.testkit.HttpAnswer;
import io.hookward.testkit.HttpSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

@DisplayName("What the sample's README shows")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class ReadmeTest {
    private static final Pattern URL = Pattern.compile("curl -i http://127\\.0\\.0\\.1:8080(\\S+)");
    private static final Pattern HEADER = Pattern.compile("-H '([^:']+): ([^']*)'");
    private static final Pattern BODY = Pattern.compile("--data-raw '([^']*)'");

    @Value("${local.server.port}")
    private int port;

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    @DisplayName("is a delivery that is accepted, acknowledged when it is repeated, and refused when it is changed")
    void curl() throws IOException, InterruptedException {
        String readme = Files.readString(Path.of("README.md"));
        Map<String, List<String>> headers = new HashMap<>();
        HEADER.matcher(readme).results().forEach(header -> headers.put(header.group(1), List.of(header.group(2))));
        String body = found(BODY, readme);
        HttpSender sender = HttpSender.to("http://127.0.0.1:" + port + found(URL, readme));

        assertThat(sender.send(request(headers, body.replace("main", "mine"))).status())
                .isEqualTo(401);
        assertThat(sender.send(request(headers, body)).status()).isEqualTo(200);
        HttpAnswer again = sender.send(request(headers, body));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers().first("Webhook-Duplicate")).isEqualTo("true");
    }

    private static WebhookRequest request(Map<String, List<String>> headers, String body) {
        return WebhookRequest.of(Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }
}
