/**
 * How log lines look and where they go.
 *
 * <p>Owns the formats, the levels and what is left out of what libraries say. May import logback.
 * Never logs itself, and never decides how it is to be: the command line says so, once. Everybody
 * else logs through SLF4J and knows nothing of it.
 */
package io.braid.node.logging;
