package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;

/** Writes a message bundle. Reused; allocates nothing in steady state. */
public final class MessageBundleWriter {

  private static final int COUNT_AT = 2 + 2 + 8 + 2 + 8 + 4 + 8;
  private static final int ASSET_BYTES = 8;

  private final ByteWriter out = new ByteWriter();
  private int count;

  /** Forgets the bundle. */
  public void clear() {
    out.clear();
    count = 0;
  }

  /** Begins a bundle. */
  public void begin(
      int source, long sourceOffset, int destination, long number, long generation, long block) {
    clear();
    RecordType.MESSAGES.begin(out);
    out.writeInteger(source, 2);
    out.writeInteger(sourceOffset, 8);
    out.writeInteger(destination, 2);
    out.writeInteger(number, 8);
    out.writeInteger(generation, 4);
    out.writeInteger(block, 8);
    out.writeInteger(0, 4);
  }

  /** Begins a message; its parties, both funds and its words follow. All arrays hold words. */
  public void addMessage(int kind, long[] chain, int originAt, int senderAt) {
    if (count == Limits.MESSAGES_IN_BUNDLE_MAX) {
      throw new IllegalStateException("the message bundle is full");
    }
    count++;
    out.setInteger(COUNT_AT, count, 4);
    out.writeInteger(kind, 1);
    out.writeWord(chain, originAt);
    out.writeWord(chain, senderAt, Address.BYTES);
  }

  /** Writes code, owner and payee of a message. */
  public void addParties(int code, long[] parties, int ownerAt, int payeeAt) {
    out.writeInteger(code, 1);
    out.writeWord(parties, ownerAt, Address.BYTES);
    out.writeWord(parties, payeeAt, Address.BYTES);
  }

  /** Writes one of the two assets of a message with its amount. */
  public void addFunds(long[] words, int assetAt, int amountAt) {
    out.writeWord(words, assetAt, ASSET_BYTES);
    out.writeWord(words, amountAt);
  }

  /** Writes the words of a message. */
  public void addWords(long[] words, int at, int wordCount) {
    out.writeInteger(wordCount, 1);
    for (int i = 0; i < wordCount; i++) {
      out.writeWord(words, at + i * Word256.LONGS);
    }
  }

  /** How many messages there are. */
  public int count() {
    return count;
  }

  /** The record; its first {@link #length} bytes count. */
  public byte[] buffer() {
    return out.buffer();
  }

  /** How long the record is. */
  public int length() {
    return out.length();
  }
}
