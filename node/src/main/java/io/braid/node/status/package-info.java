/**
 * How the whole system is doing, for people: asked of a sequencer and shown as a table.
 *
 * <p>Owns the reading of what {@code braid_status} answers, and the table. May use the JDK's HTTP
 * client and the values of the status. Never asks Kafka, and never judges.
 */
package io.braid.node.status;
