package io.hookward.path;

/**
 * The path of a request, in the two readings that every server has.
 *
 * @param context the path of the application, or the empty text
 * @param raw the whole path as it came, with the context and without the query
 * @param decoded the path below the context, as the server decoded it for its handlers
 */
public record RequestPath(String context, String raw, String decoded) {}
