/**
 * The live status of a development chain on a terminal: a few lines that are drawn again and again
 * in their place.
 *
 * <p>Owns what stands where. May use the table and the rules of health. Never asks but those that
 * it is given.
 */
package io.braid.node.screen;
