package io.braid.protocol.transaction;

import io.braid.protocol.codec.RlpWriter;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.math.Word256;

/** The two hashes of a transaction; without allocation. */
final class TransactionHashes {

  /** A list header, a chain id and two zeros, each with the longest length it can have. */
  private static final int SCRATCH_BYTES = 48;

  private final RlpWriter writer = new RlpWriter();
  private final Keccak256 keccak = new Keccak256();
  private final byte[] scratch = new byte[SCRATCH_BYTES];

  /** Hashes the raw bytes. */
  void hashTransaction(byte[] raw, int offset, int length, TransactionFields fields) {
    keccak.update(raw, offset, length);
    digest(fields.transactionHash, fields.words, TransactionFields.TRANSACTION_HASH);
  }

  /**
   * Hashes what was signed: in typed transactions the type and the list of all fields before
   * yParity; in legacy ones the list of all before v, then chain id, 0 and 0 (EIP-155).
   *
   * @param signedOffset where the first field begins
   * @param signedEnd where the last of the fields that stand in both lists ends
   */
  void hashSigned(byte[] raw, int signedOffset, int signedEnd, TransactionFields fields) {
    int signedBytes = signedEnd - signedOffset;
    writer.reset(scratch, 0);
    int headerEnd;
    if (fields.type == TransactionFields.TYPE_LEGACY) {
      int chainIdBytes = RlpWriter.wordBytes(fields.words, TransactionFields.CHAIN_ID);
      writer.writeListHeader(signedBytes + chainIdBytes + 2);
      headerEnd = writer.position();
      writer.writeWord(fields.words, TransactionFields.CHAIN_ID);
      writer.writeLong(0);
      writer.writeLong(0);
    } else {
      keccak.update((byte) fields.type);
      writer.writeListHeader(signedBytes);
      headerEnd = writer.position();
    }
    keccak.update(scratch, 0, headerEnd);
    keccak.update(raw, signedOffset, signedBytes);
    keccak.update(scratch, headerEnd, writer.position() - headerEnd);
    digest(fields.signingHash, fields.words, TransactionFields.SIGNING_HASH);
  }

  private void digest(byte[] hash, long[] words, int offset) {
    keccak.digest(hash, 0);
    Word256.readBigEndian(hash, 0, hash.length, words, offset);
  }
}
