/**
 * The tables that prove the ledger: what stands in their rows and what must hold of it.
 *
 * <p>Owns the buses between them, their columns, constraints and traces, and beside each the
 * argument why it is sound; may import {@code protocol}, and {@code air}, {@code chip}, {@code
 * field} and {@code poly} of {@code stark}. Never proves anything, and never knows where a batch
 * comes from.
 */
package io.braid.prover.chip;
