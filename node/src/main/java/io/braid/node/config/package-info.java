/**
 * What an operator can set, where a value comes from, and what is wrong with it.
 *
 * <p>Owns the table of settings. May use tomlj and nothing of the services: they get values. Never
 * reads the environment or the command line by itself; both are passed in.
 */
package io.braid.node.config;
