/**
 * The process: which roles it runs, joined to one another.
 *
 * <p>Owns their wiring, and the order in which they start and stop. May import the roles of all
 * modules, the embedded broker and the values of {@code config}. Never reads a setting or an option
 * by itself, and never does what a role does.
 */
package io.braid.node;
