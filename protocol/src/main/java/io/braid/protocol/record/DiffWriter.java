package io.braid.protocol.record;

import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;

/**
 * Writes a diff, part by part in the order of the encoding. Reused; allocates nothing in steady
 * state.
 */
public final class DiffWriter {

  private static final int SHARD_AT = 2;
  private static final int BLOCK_AT = SHARD_AT + 2 + 8;
  private static final int DISPOSITION_AT = BLOCK_AT + 8 + 4;
  private static final int OUTCOMES_AT = DISPOSITION_AT + 2;
  private static final int ASSET_BYTES = 8;

  private final ByteWriter out = new ByteWriter();
  private int outcomes;

  /** Where the current list's count stands, and what it is so far. */
  private int countAt;

  private int listed;

  /** Begins a diff; its outcomes follow. */
  public void begin(int shard, long offset) {
    out.clear();
    RecordType.DIFF.begin(out);
    out.writeInteger(shard, 2);
    out.writeInteger(offset, 8);
    out.writeInteger(0, 8);
    out.writeInteger(0, 4);
    out.writeInteger(0, 2);
    out.writeInteger(0, 4);
    outcomes = 0;
  }

  private void beginOutcome(int type) {
    outcomes++;
    out.setInteger(OUTCOMES_AT, outcomes, 4);
    out.writeInteger(type, 1);
  }

  /** A transaction is refused. The hash is the transaction's. */
  public void refused(byte[] hash, long[] sender, int senderAt, int reason) {
    beginOutcome(Outcome.REFUSED);
    out.writeBytes(hash);
    out.writeWord(sender, senderAt, Address.BYTES);
    out.writeInteger(reason, 1);
  }

  /** A transaction waits for the nonces before its own. */
  public void queued(byte[] hash, long[] sender, int senderAt, long nonce) {
    beginOutcome(Outcome.QUEUED);
    out.writeBytes(hash);
    out.writeWord(sender, senderAt, Address.BYTES);
    out.writeInteger(nonce, 8);
  }

  /**
   * A transaction ran its first step; its effects follow.
   *
   * @param code with which it ended, or -1 if it goes on
   */
  public void ran(
      byte[] hash,
      byte[] signingHash,
      long[] sender,
      int senderAt,
      long nonce,
      int gas,
      long[] price,
      int priceAt,
      int code) {
    beginOutcome(code < 0 ? Outcome.PENDING : Outcome.DONE);
    out.writeBytes(hash);
    out.writeBytes(signingHash);
    out.writeWord(sender, senderAt, Address.BYTES);
    out.writeInteger(nonce, 8);
    out.writeInteger(gas, 4);
    out.writeWord(price, priceAt, 16);
    if (code >= 0) {
      out.writeInteger(code, 1);
    }
  }

  /**
   * A later step or an L1 event ran; its effects follow.
   *
   * @param code with which it ended, or -1 if it goes on
   */
  public void stepped(long[] chain, int originAt, int senderAt, int code) {
    beginOutcome(code < 0 ? Outcome.CONTINUED : Outcome.FINISHED);
    out.writeWord(chain, originAt);
    out.writeWord(chain, senderAt, Address.BYTES);
    if (code >= 0) {
      out.writeInteger(code, 1);
    }
  }

  /** Begins the withdrawals of an outcome. */
  public void beginWithdrawals(int count) {
    out.writeInteger(count, 1);
  }

  /** A withdrawal. */
  public void withdrawal(long[] words, int recipientAt, int assetAt, int amountAt) {
    out.writeWord(words, recipientAt, Address.BYTES);
    out.writeWord(words, assetAt, ASSET_BYTES);
    out.writeWord(words, amountAt);
  }

  /** Begins the logs of an outcome. */
  public void beginLogs(int count) {
    out.writeInteger(count, 1);
  }

  /** A log. */
  public void log(int template, long[] operands, int at, int operandCount) {
    out.writeInteger(template, 1);
    out.writeInteger(operandCount, 1);
    for (int i = 0; i < operandCount; i++) {
      out.writeWord(operands, at + i * Word256.LONGS);
    }
  }

  /** Ends the outcomes; the changes follow. */
  public void beginChanges() {
    beginList(4);
  }

  /** A cell and its new value. */
  public void change(long[] key, int keyAt, long[] value, int valueAt) {
    count(4);
    out.writeWord(key, keyAt);
    out.writeWord(value, valueAt);
  }

  /** Ends the changes; the message bundles follow. */
  public void beginBundles() {
    beginList(2);
  }

  /** A message bundle. */
  public void bundle(byte[] bytes, int length) {
    count(2);
    out.writeInteger(length, 4);
    out.writeBytes(bytes, 0, length);
  }

  private void beginList(int countBytes) {
    countAt = out.length();
    listed = 0;
    out.writeInteger(0, countBytes);
  }

  private void count(int countBytes) {
    listed++;
    out.setInteger(countAt, listed, countBytes);
  }

  /** Ends the diff with what became of the record and the state it left behind. */
  public void end(long block, long generation, Disposition disposition, RecordFault fault) {
    out.setInteger(BLOCK_AT, block, 8);
    out.setInteger(BLOCK_AT + 8, generation, 4);
    out.setInteger(DISPOSITION_AT, disposition.code(), 1);
    out.setInteger(DISPOSITION_AT + 1, fault == null ? 0 : fault.code(), 1);
  }

  /** The record; its first {@link #length} bytes count, until the next diff begins. */
  public byte[] buffer() {
    return out.buffer();
  }

  /** How long the record is. */
  public int length() {
    return out.length();
  }
}
