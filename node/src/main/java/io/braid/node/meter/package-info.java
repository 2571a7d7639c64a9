/**
 * What is measured, and under which name it is told: Prometheus's conventions, few labels.
 *
 * <p>Owns the names. May use Micrometer, what roles tell of themselves, and the places where they
 * let somebody listen; they know nothing of it. Never decides anything, and never costs a hot path
 * more than a count.
 */
package io.braid.node.meter;
