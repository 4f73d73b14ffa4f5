package io.hookward.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The server of the load run")
class LoadServerTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @DisplayName("With the filter, a signed body is accepted under any new id, and an altered body is refused")
    @Test
    void filtered() throws Exception {
        List<String> lines = SignedDeliveries.lines();
        try (LoadServer server = LoadServer.start(true, SignedDeliveries.SECRET)) {
            assertThat(post(server, lines.get(0), "id 1")).isEqualTo("200");
            assertThat(post(server, lines.get(0), "id 2")).isEqualTo("200");
            assertThat(post(server, lines.get(1), "id 3")).isEqualTo("200");
            assertThat(post(server, lines.get(0), "id 1")).isEqualTo("200 duplicate");
            assertThat(post(server, lines.get(0) + " ", "id 4")).isEqualTo("401");
        }
    }

    @DisplayName("Without the filter, every request is accepted")
    @Test
    void bare() throws Exception {
        try (LoadServer server = LoadServer.start(false, SignedDeliveries.SECRET)) {
            assertThat(post(server, SignedDeliveries.lines().get(0) + " ", "id 1"))
                    .isEqualTo("200");
        }
    }

    private String post(LoadServer server, String line, String id) throws Exception {
        int tab = line.indexOf('\t');
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + LoadServer.PATH))
                .header("X-Hub-Signature-256", line.substring(0, tab))
                .header("X-GitHub-Event", "push")
                .header("X-GitHub-Delivery", id)
                .POST(HttpRequest.BodyPublishers.ofString(line.substring(tab + 1)))
                .build();
        HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
        boolean duplicate = response.headers().firstValue("Webhook-Duplicate").isPresent();
        return response.statusCode() + (duplicate ? " duplicate" : "");
    }
}
