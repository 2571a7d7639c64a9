/**
 * What becomes of a chain when its processes die: clusters of processes that are killed at random
 * moments under load, and everything that must hold in the end.
 */
package io.braid.node.crash;
