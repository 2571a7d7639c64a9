/**
 * JSON as values of the JDK: maps, lists, texts, numbers, booleans and null.
 *
 * <p>Owns how they are written and read. May import Jackson. Never knows what the values mean.
 */
package io.braid.node.json;
