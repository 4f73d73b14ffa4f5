package io.hookward.spring;

/**
 * The application's configuration is wrong, and the application does not start. The message says what is wrong and how to
 * fix it, and contains no secret.
 */
public final class WebhookConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String place;
    private final String fix;

    /**
     * An error in the configuration.
     *
     * @param place the property, or the place in the code, that is wrong
     * @param problem what is wrong with it
     * @param fix what to do
     */
    public WebhookConfigurationException(String place, String problem, String fix) {
        super(place + ": " + problem);
        this.place = place;
        this.fix = fix;
    }

    /** The property, or the place in the code, that is wrong. */
    public String place() {
        return place;
    }

    /** What to do. */
    public String fix() {
        return fix;
    }
}
