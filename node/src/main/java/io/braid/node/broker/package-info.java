/**
 * A real Kafka broker in this process.
 *
 * <p>Owns its configuration, its data folder and its life. May import Kafka's server, alone in this
 * module, and the JDK. Never knows anything of Braid, and everybody else knows the broker by its
 * address alone, so that another cluster can stand in its place.
 */
package io.braid.node.broker;
