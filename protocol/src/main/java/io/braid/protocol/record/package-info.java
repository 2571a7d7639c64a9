/**
 * What stands in the logs: headers, bundles, diffs, and the receipts that follow from them.
 *
 * <p>Owns the encoding of every record, bit for bit as in {@code docs/protocol/records.md}. May
 * import transactions and what is below them. Decoding is total: bytes that are not canonical give
 * a {@link io.braid.protocol.record.RecordFault}, never an exception. Runs nothing and checks
 * nothing that depends on a shard's state.
 */
package io.braid.protocol.record;
