/**
 * What became of the transactions of a load test.
 *
 * <p>Owns what was seen of each, what that means, and how long the stages took. May import {@code
 * protocol}, the workload and HdrHistogram. Never looks at anything itself: what was seen comes in
 * as calls, with the time as an argument.
 */
package io.braid.node.loadtest.outcome;
