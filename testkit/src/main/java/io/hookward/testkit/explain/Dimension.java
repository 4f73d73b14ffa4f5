package io.hookward.testkit.explain;

/** What a variation changes. Variations of different dimensions do not get in each other's way. */
enum Dimension {
    BODY,
    URL,
    HEADERS,
    RECIPE
}
