/**
 * A real Kafka broker in this process.
 *
 * <p>Owns its configuration, its data folder and its life. May import Kafka's server and the JDK,
 * and nothing else of Braid: everybody else knows the broker by its address alone, so that another
 * cluster can stand in its place.
 */
package io.braid.node.broker;
