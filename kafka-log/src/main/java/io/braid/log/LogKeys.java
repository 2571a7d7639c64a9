package io.braid.log;

/**
 * The keys of records: text, for the eyes of operators. Nothing is looked up by them, and no topic
 * is compacted.
 */
public final class LogKeys {

  private LogKeys() {}

  /** Of a diff: the offset of the input record that it belongs to. */
  public static String diff(long inputOffset) {
    return Long.toString(inputOffset);
  }

  /** Of a message bundle: the shard and the offset of the input record that it comes from. */
  public static String bundle(int sourceShard, long sourceOffset) {
    return sourceShard + "@" + sourceOffset;
  }

  /** Of a block header: its number. */
  public static String header(long number) {
    return Long.toUnsignedString(number);
  }

  /** Of a part: the key of the record, which part, and of how many. */
  public static String part(String key, int index, int count) {
    return "%s:%d/%d".formatted(key, index + 1, count);
  }

  /** Of an answer: the offset of the ingress record that it answers. */
  public static String answer(long ingressOffset) {
    return Long.toString(ingressOffset);
  }

  /** Of a snapshot chunk: the next offset of the snapshot, which chunk, and of how many. */
  public static String snapshotChunk(long nextOffset, int index, int count) {
    return "%d:%d/%d".formatted(nextOffset, index + 1, count);
  }
}
