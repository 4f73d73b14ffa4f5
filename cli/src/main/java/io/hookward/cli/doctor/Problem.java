package io.hookward.cli.doctor;

/**
 * Something that is wrong with a configuration. No value of a secret is in it.
 *
 * @param id a stable id, such as {@code retention.short}
 * @param line the line of the file, counted from 1
 * @param property the property, such as {@code hookward.endpoints.github.secret}
 * @param message what is wrong, without a full stop
 * @param fix what to do, without a full stop
 * @param isError whether an application with it would not start or would lose deliveries; otherwise it is a warning
 */
public record Problem(String id, int line, String property, String message, String fix, boolean isError) {}
