package io.braid.sequencer.block;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.types.Bytes;
import java.util.List;

/** The bloom filter of logs (Yellow Paper, 4.3.1): 2048 bits, three for each address and topic. */
public final class LogsBloom {

  /** Bytes of the filter. */
  static final int BYTES = 256;

  private static final int BITS_OF_ENTRY = 3;
  private static final int BIT_MASK = BYTES * Byte.SIZE - 1;

  private final byte[] bits = new byte[BYTES];
  private final byte[] hash = new byte[Keccak256.BYTES];
  private final Keccak256 keccak = new Keccak256();

  /** The filter of some logs. */
  public static LogsBloom of(List<EthereumLog> logs) {
    LogsBloom bloom = new LogsBloom();
    for (EthereumLog log : logs) {
      bloom.add(log.address().toBytes());
      log.topics().forEach(topic -> bloom.add(topic.toBytes()));
    }
    return bloom;
  }

  /**
   * Whether a filter leaves it possible that an address or topic is in it.
   *
   * @param bloom 256 bytes
   */
  public static boolean mayHold(byte[] bloom, byte[] entry) {
    LogsBloom alone = new LogsBloom();
    alone.add(entry);
    for (int i = 0; i < BYTES; i++) {
      if ((alone.bits[i] & ~bloom[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  private void add(byte[] entry) {
    keccak.update(entry, 0, entry.length);
    keccak.digest(hash, 0);
    for (int i = 0; i < BITS_OF_ENTRY; i++) {
      int bit = ((hash[2 * i] & 0xff) << Byte.SIZE | (hash[2 * i + 1] & 0xff)) & BIT_MASK;
      // Bit 0 is the last one of the last byte.
      bits[BYTES - 1 - bit / Byte.SIZE] |= (byte) (1 << bit % Byte.SIZE);
    }
  }

  /** Takes in all that another filter holds. */
  void addAll(LogsBloom other) {
    for (int i = 0; i < BYTES; i++) {
      bits[i] |= other.bits[i];
    }
  }

  /** A copy of the filter's bytes. */
  public Bytes toBytes() {
    return Bytes.of(bits, 0, BYTES);
  }
}
