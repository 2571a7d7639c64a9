package io.braid.sequencer.block;

import io.braid.protocol.record.Receipt;
import io.braid.protocol.types.Bytes;
import java.util.List;

/**
 * A transaction in the block of its last step.
 *
 * @param index in the block, from 0
 * @param raw its bytes
 * @param receipt what it did
 * @param cumulativeGas of the block's transactions up to this one
 * @param firstLogIndex in the block, from 0; the others follow
 * @param logs of all its steps; none if it failed
 */
public record BlockTransaction(
    int index,
    Bytes raw,
    Receipt receipt,
    long cumulativeGas,
    int firstLogIndex,
    List<EthereumLog> logs) {

  /** First bytes below it are types; from it on the transaction is a legacy one (EIP-2718). */
  private static final int LEGACY_FIRST_BYTE_MIN = 0x80;

  /** 0, 1 or 2. */
  public int type() {
    int first = raw.array()[0] & 0xff;
    return first < LEGACY_FIRST_BYTE_MIN ? first : 0;
  }

  /** Ethereum's status: 1 for success, else 0. */
  public int status() {
    return receipt.code() == 0 ? 1 : 0;
  }

  /** The bloom filter of the logs, 256 bytes. */
  public Bytes bloom() {
    return LogsBloom.of(logs).toBytes();
  }

  /** The fields of the transaction; they are read from its bytes each time. */
  public SignedTransaction signed() {
    return SignedTransaction.decode(raw);
  }

  /** The receipt as Ethereum hashes it (EIP-2718). */
  byte[] encodeReceipt(Bytes bloom) {
    RlpItems list = new RlpItems();
    logs.forEach(log -> log.encode(list));
    byte[] payload =
        new RlpItems()
            .integer(status())
            .integer(cumulativeGas)
            .string(bloom)
            .item(list.toList())
            .toList();
    if (type() == 0) {
      return payload;
    }
    byte[] typed = new byte[1 + payload.length];
    typed[0] = (byte) type();
    System.arraycopy(payload, 0, typed, 1, payload.length);
    return typed;
  }
}
