package io.hookward.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Puts a rule before a chain's authorisation rules: what carries a verified delivery may pass. */
final class VerifiedPass implements ObjectPostProcessor<AuthorizationManager<HttpServletRequest>> {
    private final RequestMatcher verified;

    VerifiedPass(RequestMatcher verified) {
        this.verified = verified;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <O extends AuthorizationManager<HttpServletRequest>> O postProcess(O rules) {
        return (O) new VerifiedFirst(verified, rules);
    }
}
