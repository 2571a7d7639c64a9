/**
 * When a process, or the whole system, counts as well, and what is wrong when it does not.
 *
 * <p>Owns the rules and their limits; the operations port and {@code braid status} both judge by
 * them. Pure: may use the values in which sequencers and executors tell how they fare. Never asks
 * anybody.
 */
package io.braid.node.health;
