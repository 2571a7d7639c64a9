/**
 * Measurements of what joins the ledger and the proof system.
 *
 * <p>What they do not show: other machines, other mixes of keys, and a disk that others use too.
 */
package io.braid.prover.bench;
