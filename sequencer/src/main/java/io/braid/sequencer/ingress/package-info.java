/**
 * What becomes of the records of bulk clients: from the bytes of an ingress record to its answer.
 *
 * <p>Owns the order in which transactions of a partition are examined, admitted and answered, when
 * to wait, and up to where a partition is done. May use {@code protocol} and admission's answers.
 * Never decides about a transaction itself: admission does, whoever sends it. Pure: time is an
 * argument, in milliseconds; no log, no clock, no thread.
 */
package io.braid.sequencer.ingress;
