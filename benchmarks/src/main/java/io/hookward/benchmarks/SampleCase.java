package io.hookward.benchmarks;

/** What is special about a delivery, or about the receiver's secrets. */
enum SampleCase {
    /** One signature, and it is right; one secret. */
    VALID("valid"),
    /** One signature, made with another secret: the right length, and wrong. */
    FORGED("forged"),
    /** 20 signatures, of which the last is right. */
    LISTED_20("listed-20"),
    /** The receiver has two secrets, and the second one signed. */
    SECOND_SECRET("second-secret");

    private final String parameter;

    SampleCase(String parameter) {
        this.parameter = parameter;
    }

    static SampleCase named(String parameter) {
        for (SampleCase one : values()) {
            if (one.parameter.equals(parameter)) {
                return one;
            }
        }
        throw new IllegalArgumentException("no sample case '" + parameter + "'");
    }
}
