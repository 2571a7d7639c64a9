/**
 * What a load test sends: accounts, signed transactions, and when each is due. A function of seed
 * and settings alone.
 *
 * <p>Owns the keys of a run: they follow from a seed and are for tests, since whoever knows the
 * seed can spend what they hold. May import {@code protocol} and, alone in this module, Bouncy
 * Castle. Never sends anything, and never reads a clock.
 */
package io.braid.node.loadtest.workload;
