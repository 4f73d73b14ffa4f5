package io.hookward.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Authorizes requests that carry a verified delivery, and asks the chain's own rules about all others. */
final class VerifiedDeliveryAuthorization implements AuthorizationManager<HttpServletRequest> {
    private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);

    private final RequestMatcher verified;
    private final AuthorizationManager<HttpServletRequest> rules;

    VerifiedDeliveryAuthorization(RequestMatcher verified, AuthorizationManager<HttpServletRequest> rules) {
        this.verified = verified;
        this.rules = rules;
    }

    @Override
    public @Nullable AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, HttpServletRequest request) {
        return verified.matches(request) ? GRANTED : rules.authorize(authentication, request);
    }

    /**
     * The one abstract method of the interface in Spring Security 6, which version 7 does not declare. It has to exist with
     * the erased parameter types.
     */
    @SuppressWarnings("MissingOverride")
    public @Nullable AuthorizationDecision check(
            Supplier<? extends @Nullable Authentication> authentication, Object request) {
        AuthorizationResult result = authorize(authentication, (HttpServletRequest) request);
        return result == null ? null : new AuthorizationDecision(result.isGranted());
    }
}
