package io.braid.sequencer.store;

import io.braid.protocol.types.Word;
import java.nio.charset.StandardCharsets;

/** What the store is and how far it goes. Written by one thread, read by any. */
final class StoreMeta {

  /** Changes with what the columns hold, checkpoints included. */
  static final long LAYOUT = 2;

  private static final byte[] LAYOUT_NAME = name("layout");
  private static final byte[] GENESIS = name("genesis");
  private static final byte[] LATEST = name("latest");
  private static final byte[] CHECKPOINT = name("checkpoint");
  private static final byte[] OLDEST_BLOCK = name("oldest-block");
  private static final byte[] OLDEST_STATE = name("oldest-state");

  private final StoreFiles files;
  private Retention retention = new Retention(1, 1);
  private volatile long latest;
  private volatile long oldestBlock;
  private volatile long oldestState;

  StoreMeta(StoreFiles files) {
    this.files = files;
    latest = number(LATEST, -1);
    oldestBlock = number(OLDEST_BLOCK, 0);
    oldestState = number(OLDEST_STATE, 0);
  }

  private static byte[] name(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private long number(byte[] name, long orElse) {
    byte[] value = files.get(Column.META, name);
    return value == null ? orElse : Keys.number(value);
  }

  boolean isNew() {
    return files.get(Column.META, GENESIS) == null;
  }

  /** The layout that the store was written in; 0 for one from before layouts had numbers. */
  long layout() {
    return number(LAYOUT_NAME, 0);
  }

  Word genesis() {
    return Word.of(files.get(Column.META, GENESIS));
  }

  void putGenesis(StoreFiles.Batch batch, Word digest) {
    batch.put(Column.META, LAYOUT_NAME, Keys.of(LAYOUT));
    batch.put(Column.META, GENESIS, digest.toBytes());
  }

  void setRetention(Retention newRetention) {
    retention = newRetention;
  }

  byte[] checkpoint() {
    return files.get(Column.META, CHECKPOINT);
  }

  /** The newest block that can be read, or -1. */
  long latest() {
    return latest;
  }

  /** The oldest block that is kept. */
  long oldestBlock() {
    return oldestBlock;
  }

  /** The oldest block whose state is kept. */
  long oldestState() {
    return oldestState;
  }

  /** The oldest block that is kept once this is the newest. */
  long oldestBlockAfter(long newest) {
    return Math.max(oldestBlock, newest - retention.blocks() + 1);
  }

  /** The oldest block whose state is kept once this is the newest. */
  long oldestStateAfter(long newest) {
    return Math.max(oldestState, newest - retention.states() + 1);
  }

  /**
   * Gives up what is older than what is kept once this is the newest block: before it goes, so that
   * nobody who reads meanwhile takes what is left for what was.
   */
  void giveUpBefore(long newest) {
    oldestBlock = oldestBlockAfter(newest);
    oldestState = oldestStateAfter(newest);
  }

  void put(StoreFiles.Batch batch, long newest, byte[] checkpoint) {
    batch.put(Column.META, LATEST, Keys.of(newest));
    batch.put(Column.META, OLDEST_BLOCK, Keys.of(oldestBlock));
    batch.put(Column.META, OLDEST_STATE, Keys.of(oldestState));
    if (checkpoint != null) {
      batch.put(Column.META, CHECKPOINT, checkpoint);
    }
  }

  /** Shows a block that was written. */
  void show(long newest) {
    latest = newest;
  }
}
