/** Tests of the logs and the executors against a real broker, and what they share. */
package io.braid.node.kafka;
