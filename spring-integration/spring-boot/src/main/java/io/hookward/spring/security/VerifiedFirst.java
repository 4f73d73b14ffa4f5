package io.hookward.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Grants what carries a verified delivery, and asks a chain's own rules about everything else. */
final class VerifiedFirst implements AuthorizationManager<HttpServletRequest> {
    private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);

    private final RequestMatcher verified;
    private final AuthorizationManager<HttpServletRequest> rules;

    VerifiedFirst(RequestMatcher verified, AuthorizationManager<HttpServletRequest> rules) {
        this.verified = verified;
        this.rules = rules;
    }

    @Override
    public @Nullable AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, HttpServletRequest request) {
        return verified.matches(request) ? GRANTED : rules.authorize(authentication, request);
    }

    /**
     * What Spring Security 6 has as its one abstract method: it must be there, with the erased parameters, though it is not
     * known here.
     */
    @SuppressWarnings("MissingOverride")
    public @Nullable AuthorizationDecision check(
            Supplier<? extends @Nullable Authentication> authentication, Object request) {
        AuthorizationResult result = authorize(authentication, (HttpServletRequest) request);
        return result == null ? null : new AuthorizationDecision(result.isGranted());
    }
}
