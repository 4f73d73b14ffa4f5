/** Tests of the explanations: genuine deliveries are broken in one way or two, and have to be seen through. */
package io.hookward.testkit.explain;
