package io.hookward.scheme;

/** What a request must hold at one place. */
public sealed interface Condition {
    /** The text that stands for any value in a scheme file. */
    String ANY = "*";

    /** The place. */
    Source source();

    /** The condition as a scheme file has it: {@link #ANY}, a text, or a template. */
    String text();

    /**
     * There is a value, whatever it is.
     *
     * @param source the place
     */
    record Present(Source source) implements Condition {
        @Override
        public String text() {
            return ANY;
        }
    }

    /**
     * The value is this text.
     *
     * @param source the place
     * @param text the text
     */
    record Equal(Source source, String text) implements Condition {}

    /**
     * The value is what a template makes of the request, such as the hash of its body.
     *
     * @param source the place
     * @param template how the value is computed
     * @param text the template as it was written
     */
    record Computed(Source source, Template template, String text) implements Condition {}

    /** A condition on a plain value. */
    static Condition plain(Source source, String text) {
        return text.equals(ANY) ? new Present(source) : new Equal(source, text);
    }

    /**
     * A condition on a plain value or, if the text has a brace, on a computed one.
     *
     * @throws IllegalArgumentException if the template is malformed
     */
    static Condition parse(Source source, String text) {
        return text.indexOf('{') < 0 ? plain(source, text) : new Computed(source, Template.parse(text), text);
    }
}
