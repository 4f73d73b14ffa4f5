package io.hookward.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Wraps the authorization rules of a chain, so that requests with a verified delivery are authorized. */
final class AuthorizationPostProcessor implements ObjectPostProcessor<AuthorizationManager<HttpServletRequest>> {
    private final RequestMatcher verified;

    AuthorizationPostProcessor(RequestMatcher verified) {
        this.verified = verified;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <O extends AuthorizationManager<HttpServletRequest>> O postProcess(O rules) {
        return (O) new VerifiedDeliveryAuthorization(verified, rules);
    }
}
