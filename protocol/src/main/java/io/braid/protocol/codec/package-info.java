/**
 * Reading and writing RLP, Ethereum's form for nested lists of byte strings.
 *
 * <p>Owns the reader, the writer and the faults of RLP. May use the limits and words; never hashes,
 * and knows nothing of what the items mean. The reader accepts exactly one form of each value,
 * answers any other bytes with one fault and never throws on them; neither side allocates.
 */
package io.braid.protocol.codec;
