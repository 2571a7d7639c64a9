package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;

/**
 * Walks over a message bundle. The whole bundle is checked before the first message is given.
 * Reused; allocates nothing.
 */
public final class MessageBundleReader {

  private static final int ASSET_BYTES = 8;

  private final ByteReader in = new ByteReader();
  private byte[] bytes;
  private int messagesAt;
  private int messagesLength;
  private int source;
  private long sourceOffset;
  private int destination;
  private long number;
  private long generation;
  private long block;
  private int count;
  private int left;

  private int kind;
  private int code;
  private int wordCount;
  private final long[] origin = new long[Word256.LONGS];
  private final long[] sender = new long[Word256.LONGS];
  private final long[] owner = new long[Word256.LONGS];
  private final long[] payee = new long[Word256.LONGS];
  private final long[] assets = new long[2 * Word256.LONGS];
  private final long[] amounts = new long[2 * Word256.LONGS];
  private final long[] words = new long[Limits.MESSAGE_WORDS_MAX * Word256.LONGS];

  /** Checks a bundle and stands before its first message; gives the fault, or null. */
  public RecordFault open(byte[] input, int offset, int length) {
    bytes = input;
    RecordFault fault = RecordType.MESSAGES.readBegin(in.open(input, offset, length));
    if (fault != null) {
      return fault;
    }
    source = in.readInt(2);
    sourceOffset = in.readInteger(8);
    destination = in.readInt(2);
    number = in.readInteger(8);
    generation = in.readInteger(4);
    block = in.readInteger(8);
    long messages = in.readInteger(4);
    if (in.isOverrun()) {
      return RecordFault.TRUNCATED;
    }
    if (messages < 1 || messages > Limits.MESSAGES_IN_BUNDLE_MAX) {
      return RecordFault.OUT_OF_RANGE;
    }
    count = (int) messages;
    messagesAt = in.position();
    messagesLength = in.remaining();
    fault = checkMessages();
    rewind();
    return fault;
  }

  private RecordFault checkMessages() {
    for (int i = 0; i < count && !in.isOverrun(); i++) {
      readMessage();
      if (wordCount > Limits.MESSAGE_WORDS_MAX) {
        return RecordFault.OUT_OF_RANGE;
      }
    }
    if (in.isOverrun()) {
      return RecordFault.TRUNCATED;
    }
    return in.remaining() == 0 ? null : RecordFault.TRAILING_BYTES;
  }

  /** Stands before the first message again. */
  public void rewind() {
    in.open(bytes, messagesAt, messagesLength);
    left = count;
  }

  /** Goes to the next message; false if there is none. */
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    readMessage();
    return true;
  }

  private void readMessage() {
    kind = in.readInt(1);
    in.readWord(Word256.BYTES, origin, 0);
    in.readWord(Address.BYTES, sender, 0);
    code = in.readInt(1);
    in.readWord(Address.BYTES, owner, 0);
    in.readWord(Address.BYTES, payee, 0);
    for (int i = 0; i < 2; i++) {
      in.readWord(ASSET_BYTES, assets, i * Word256.LONGS);
      in.readWord(Word256.BYTES, amounts, i * Word256.LONGS);
    }
    wordCount = in.readInt(1);
    for (int i = 0; i < wordCount && i < Limits.MESSAGE_WORDS_MAX; i++) {
      in.readWord(Word256.BYTES, words, i * Word256.LONGS);
    }
  }

  /** The shard that sent the bundle. */
  public int source() {
    return source;
  }

  /** The offset of the record there that emitted the messages. */
  public long sourceOffset() {
    return sourceOffset;
  }

  /** The shard it is for. */
  public int destination() {
    return destination;
  }

  /** Its number among the bundles from its source to its destination, from 0. */
  public long number() {
    return number;
  }

  /** The generation of the log that the source read. */
  public long generation() {
    return generation;
  }

  /** The emitter's block. */
  public long block() {
    return block;
  }

  /** How many messages there are. */
  public int count() {
    return count;
  }

  /** The message's kind. */
  public int kind() {
    return kind;
  }

  /** What its chain has failed with so far, or 0. */
  public int code() {
    return code;
  }

  /** Its origin, a word. */
  public long[] origin() {
    return origin;
  }

  /** Who began its chain, a word; 0 if an L1 event did. */
  public long[] sender() {
    return sender;
  }

  /** Its owner, a word. */
  public long[] owner() {
    return owner;
  }

  /** Its payee, a word. */
  public long[] payee() {
    return payee;
  }

  /** Its two assets, words. */
  public long[] assets() {
    return assets;
  }

  /** Its two amounts, words. */
  public long[] amounts() {
    return amounts;
  }

  /** How many words it carries. */
  public int wordCount() {
    return wordCount;
  }

  /** Its words; what stands behind {@link #wordCount} means nothing. */
  public long[] words() {
    return words;
  }
}
