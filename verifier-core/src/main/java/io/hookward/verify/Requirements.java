package io.hookward.verify;

import io.hookward.content.Content;
import io.hookward.content.ContentTemplate;
import io.hookward.content.RequestValues;
import io.hookward.header.JsonWebToken;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;

/** What a signing method asks of a request besides a signature. */
final class Requirements {
    private Requirements() {}

    /**
     * Checks what is required and what is forbidden.
     *
     * @param inBody whether to check what stands in the body, or what does not
     */
    static void check(SigningMethod method, RequestValues values, boolean inBody) {
        if (!inBody && method.signature().syntax() == SignatureField.Syntax.JWT) {
            JsonWebToken.checkHeader(method, values);
        }
        for (Map.Entry<Source, String> required : method.required().entrySet()) {
            boolean template = required.getValue().indexOf('{') >= 0;
            if ((required.getKey().isInBody() || template) == inBody) {
                check(required.getKey(), required.getValue(), template, values);
            }
        }
        for (Source forbidden : method.forbidden()) {
            if (forbidden.isInBody() == inBody && values.holds(forbidden)) {
                throw RejectedException.untraced(
                        RejectionReason.BODY_MALFORMED, "there is a value at " + forbidden + " that nothing signs");
            }
        }
    }

    private static void check(Source source, String wanted, boolean template, RequestValues values) {
        String value = values.find(source);
        if (template) {
            checkComputed(source, value == null ? "" : value, wanted, values);
        } else if (value == null) {
            throw RejectedException.untraced(RejectionReason.HEADER_MISSING, source + " is missing");
        } else if (!wanted.equals(RequestValues.ANY) && !wanted.equals(value)) {
            boolean algorithm = source.name().toLowerCase(Locale.ROOT).contains("algorithm");
            throw RejectedException.untraced(
                    algorithm ? RejectionReason.ALGORITHM_UNSUPPORTED : RejectionReason.HEADER_MALFORMED,
                    source + " is not '" + wanted + "'");
        }
    }

    private static void checkComputed(Source source, String value, String template, RequestValues values) {
        Template wanted = Template.parse(template);
        Content computed = new ContentTemplate(wanted).fill(values, null, null);
        if (!MessageDigest.isEqual(computed.bytes(), value.getBytes(StandardCharsets.UTF_8))) {
            boolean url = wanted.contains(Template.Value.Kind.URL);
            throw RejectedException.untraced(
                    url ? RejectionReason.URL_MISMATCH : RejectionReason.BODY_HASH_MISMATCH,
                    source + " is not what the request gives");
        }
    }
}
