package io.hookward.testkit.explain;

import io.hookward.secret.Secret;
import java.util.List;

/**
 * An attempt whose signature matches.
 *
 * @param findings what was undone
 * @param attempt the request and the recipe with it undone
 * @param key the key under which it matches
 */
record Match(List<Finding> findings, Attempt attempt, Secret key) {}
