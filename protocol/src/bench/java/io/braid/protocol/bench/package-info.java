/**
 * Benchmarks of the ledger core. They are compiled by every test run and run by {@code
 * scripts/bench}; each says beside it what it does not show.
 */
package io.braid.protocol.bench;
