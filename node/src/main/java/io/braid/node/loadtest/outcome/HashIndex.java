package io.braid.node.loadtest.outcome;

import io.braid.protocol.types.Word;
import java.util.Arrays;

/** Finds the number of a transaction by its hash. Immutable. */
public final class HashIndex {

  /** In place of a number: none has this hash. */
  public static final int UNKNOWN = -1;

  private static final int SLOTS_PER_HASH = 2;

  private final Word[] hashes;
  private final int[] slots;

  /**
   * An index of hashes, each of which gets its place as its number.
   *
   * @throws IllegalArgumentException if two are the same
   */
  public HashIndex(Word[] hashes) {
    this.hashes = hashes.clone();
    slots = new int[Integer.highestOneBit(SLOTS_PER_HASH * Math.max(1, hashes.length)) << 1];
    Arrays.fill(slots, UNKNOWN);
    for (int number = 0; number < hashes.length; number++) {
      int slot = slotOf(hashes[number]);
      if (slots[slot] != UNKNOWN) {
        throw new IllegalArgumentException("two have the hash " + hashes[number]);
      }
      slots[slot] = number;
    }
  }

  /** The number of a hash, or {@link #UNKNOWN}. */
  public int of(Word hash) {
    return slots[slotOf(hash)];
  }

  /** Where it is, or could be. Hashes are spread evenly by themselves. */
  private int slotOf(Word hash) {
    int slot = (int) hash.low() & (slots.length - 1);
    while (slots[slot] != UNKNOWN && !hashes[slots[slot]].equals(hash)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
