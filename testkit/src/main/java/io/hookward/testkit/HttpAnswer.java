package io.hookward.testkit;

import io.hookward.request.Headers;

/**
 * What came back over HTTP.
 *
 * @param status the status, 200 and so on
 * @param headers the headers
 * @param body the body, read as UTF-8
 */
public record HttpAnswer(int status, Headers headers, String body) {}
