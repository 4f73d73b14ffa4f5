package io.hookward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The public URL of an endpoint")
class PublicUrlTest {
    private static EndpointBuilder square() {
        return WebhookEndpoint.builder(Providers.get("square")).secrets(Secret.of("secret-one-for-tests-only"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/",
                "https://example.com/webhooks/square",
                "https://example.com/webhooks/square/",
                "http://127.0.0.1:8080/webhooks/square",
                "http://localhost:1/a",
                "https://example.com:443/a",
                "https://example.com:65535",
                "https://[2001:db8::1]:8443/a",
                "https://my_host/a",
                "HTTPS://Example.COM/Webhooks//Square",
                "https://example.com/a%20b/%C3%A4;v=1/~x!$&'()*+,=:@",
                "https://bücher.example/ä",
                "https://xn--bcher-kva.example/a",
            })
    @DisplayName("is kept exactly as it was written")
    void kept(String url) {
        assertThat(square().publicUrl(url).build().publicUrl()).contains(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "''|is blank",
                "' '|is blank",
                "nonsense|does not begin with https:// or http://",
                "example.com/webhooks/square|does not begin with https:// or http://",
                "/webhooks/square|does not begin with https:// or http://",
                "//example.com/a|does not begin with https:// or http://",
                "ftp://example.com/a|does not begin with https:// or http://",
                "https:/example.com/a|does not begin with https:// or http://",
                "https:example.com|does not begin with https:// or http://",
                "https://example.com/a?b=zqxj|has a query",
                "https://example.com/a?|has a query",
                "https://example.com/a#b|has a fragment",
                "https://zqxj:zqxj@example.com/a|has a user name or a password",
                "https://zqxj@example.com/a|has a user name or a password",
                "' https://example.com/a'|has a blank or a control character",
                "'https://example.com/a '|has a blank or a control character",
                "https://example.com/a b|has a blank or a control character",
                "https://example.com/a\u0000|has a blank or a control character",
                "https://example.com/a\u00a0|has a blank or a control character",
                "\ufeffhttps://example.com/a|has a blank or a control character",
                "https://example.com/a\u200b|has a blank or a control character",
                "${PUBLIC_URL}|has a character in it that a URL cannot have",
                "https://${HOST}/a|has a character in it that a URL cannot have",
                "https:\\\\example.com\\a|has a character in it that a URL cannot have",
                "\"https://example.com/a\"|has a character in it that a URL cannot have",
                "https://|has no valid host",
                "https:///a|has no valid host",
                "https://:8080/a|has no valid host",
                "https://.example.com/a|has no valid host",
                "https://example..com/a|has no valid host",
                "https://example,com/a|has no valid host",
                "https://[::1/a|has no valid host",
                "https://2001:db8::1/a|has a port that is not a number from 1 to 65535",
                "https://example.com:/a|has a port that is not a number from 1 to 65535",
                "https://example.com:0/a|has a port that is not a number from 1 to 65535",
                "https://example.com:65536/a|has a port that is not a number from 1 to 65535",
                "https://example.com:99999999999/a|has a port that is not a number from 1 to 65535",
                "https://example.com:-1/a|has a port that is not a number from 1 to 65535",
                "https://example.com:https/a|has a port that is not a number from 1 to 65535",
                "https://example.com/100%|has a % without two hex digits",
                "https://example.com/%zz|has a % without two hex digits",
            })
    @DisplayName(
            "is refused when the endpoint is built, with its fault and a right one, and without what may be secret in it")
    void refused(String url, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> square().publicUrl(url))
                .withMessageStartingWith("the public URL " + fault)
                .withMessageEndingWith(" such as https://example.com/webhooks/square")
                .withMessageNotContaining("zqxj");
    }

    @Test
    @DisplayName("may be left out, but not be null")
    void absent() {
        assertThat(square().build().publicUrl()).isEmpty();
        assertThatNullPointerException().isThrownBy(() -> square().publicUrl(null));
    }

    @Test
    @DisplayName("is refused where a line break is in it, which would end up in a log")
    void lineBreak() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> square().publicUrl("https://example.com/a\nb"))
                .withMessageStartingWith("the public URL has a blank or a control character")
                .withMessageNotContaining("\n");
    }
}
