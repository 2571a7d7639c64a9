package io.braid.protocol.cell;

import io.braid.protocol.Limits;
import io.braid.protocol.math.KeyedHash;
import io.braid.protocol.math.Word256;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * All cells of a shard, in open addressing over one array: eight longs a slot, key then value, so
 * that a lookup touches one cache line as a rule. Allocates only when it grows, which it does
 * between steps; cells that are 0 again are left behind then.
 *
 * <p>The table notes which cells a record changes: {@link #beginRecord} starts a record, {@link
 * #forEachChange} then gives each cell whose value differs from the one it had there.
 *
 * <p>Keys hold addresses, which attackers choose: whoever is paid needs no key behind his. So a
 * key's slot is a keyed hash of it. No result depends on slots.
 */
public final class CellTable {

  /** Receives a cell. */
  @FunctionalInterface
  public interface Visitor {
    /** Key and value as words; the arrays are the table's own, read only, valid during the call. */
    void visit(long[] key, int keyAt, long[] value, int valueAt);
  }

  private static final int SLOT = 8;
  private static final int VALUE = 4;
  private static final int CAPACITY_MIN = 16;
  private static final int CAPACITY_MAX = 2 * Limits.CELLS_IN_SHARD_MAX;

  private final KeyedHash hash;
  private long[] slots;
  private int mask;
  private int used;

  /** For each slot the record in which it was last noted; equal to the current one: noted. */
  private int[] notedIn;

  private int record = 1;

  /** Noted slots of the current record, and their values before it. */
  private int[] noted = new int[64];

  private long[] before = new long[64 * Word256.LONGS];
  private int notedCount;

  /**
   * A table with room for this many cells.
   *
   * @param seed of the hash; random and secret where others choose the keys
   */
  public CellTable(int cells, long seed) {
    hash = new KeyedHash(seed);
    int capacity = CAPACITY_MIN;
    while (capacity / 2 < cells && capacity < CAPACITY_MAX) {
      capacity *= 2;
    }
    allocate(capacity);
  }

  private void allocate(int capacity) {
    slots = new long[capacity * SLOT];
    notedIn = new int[capacity];
    mask = capacity - 1;
    used = 0;
  }

  /**
   * Makes room for this many new cells, so that no slot moves until they are written. At most half
   * the slots are ever used.
   *
   * @throws IllegalStateException if the shard would hold more than {@link
   *     Limits#CELLS_IN_SHARD_MAX} cells
   */
  public void reserve(int cells) {
    if (used + cells <= (mask + 1) / 2) {
      return;
    }
    int live = (int) IntStream.rangeClosed(0, mask).filter(this::isLive).count() + cells;
    if (live > Limits.CELLS_IN_SHARD_MAX) {
      throw new IllegalStateException(
          "a shard holds at most " + Limits.CELLS_IN_SHARD_MAX + " cells");
    }
    // Twice what is needed, so that the next time is as far away as the number of cells.
    int capacity = mask + 1;
    while (capacity / 4 < live && capacity < CAPACITY_MAX) {
      capacity *= 2;
    }
    rebuild(capacity);
  }

  /** Whether a slot must be kept: its cell is not 0, or the record made it so. */
  private boolean isLive(int slot) {
    return isNonZero(slot) || (isUsed(slots, slot) && notedIn[slot] == record);
  }

  private void rebuild(int capacity) {
    long[] oldSlots = slots;
    int[] oldNoted = notedIn;
    int[] live = IntStream.rangeClosed(0, mask).filter(this::isLive).toArray();
    allocate(capacity);
    int[] moved = new int[oldNoted.length];
    for (int i : live) {
      int slot = ~find(oldSlots, i * SLOT);
      System.arraycopy(oldSlots, i * SLOT, slots, slot * SLOT, SLOT);
      used++;
      notedIn[slot] = oldNoted[i];
      moved[i] = slot;
    }
    for (int i = 0; i < notedCount; i++) {
      noted[i] = moved[noted[i]];
    }
  }

  /** Keys have a kind, which is not 0; so a used slot's top word is not 0. */
  private static boolean isUsed(long[] slots, int slot) {
    return slots[slot * SLOT + 3] != 0;
  }

  /**
   * The slot of a key, or, if it has none, the complement of the free slot where the search ended.
   * Valid until {@link #reserve}.
   */
  public int find(long[] key, int at) {
    return probe(slotOf(key, at), key, at);
  }

  private int probe(int start, long[] key, int at) {
    for (int slot = start; ; slot = (slot + 1) & mask) {
      int base = slot * SLOT;
      if (slots[base + 3] == 0) {
        return ~slot;
      }
      if (Word256.isEqual(slots, base, key, at)) {
        return slot;
      }
    }
  }

  private int slotOf(long[] key, int at) {
    return hash.hash(key, at) & mask;
  }

  /** Reads the value of a slot that {@link #find} gave: 0 if it is negative. */
  public void read(int slot, long[] out, int at) {
    if (slot < 0) {
      Word256.clear(out, at);
    } else {
      Word256.copy(slots, slot * SLOT + VALUE, out, at);
    }
  }

  /**
   * Writes a cell, by the slot that {@link #find} gave for its key.
   *
   * @return the cell's slot
   */
  public int write(int slot, long[] key, int keyAt, long[] value, int valueAt) {
    int found = slot < 0 ? probe(~slot, key, keyAt) : slot;
    if (found < 0) {
      found = ~found;
      Word256.copy(key, keyAt, slots, found * SLOT);
      Word256.clear(slots, found * SLOT + VALUE);
      used++;
    }
    note(found);
    Word256.copy(value, valueAt, slots, found * SLOT + VALUE);
    return found;
  }

  private void note(int slot) {
    if (notedIn[slot] == record) {
      return;
    }
    notedIn[slot] = record;
    if (notedCount == noted.length) {
      noted = Arrays.copyOf(noted, 2 * notedCount);
      before = Arrays.copyOf(before, 2 * before.length);
    }
    noted[notedCount] = slot;
    Word256.copy(slots, slot * SLOT + VALUE, before, notedCount * Word256.LONGS);
    notedCount++;
  }

  /** Reads a cell by its key. */
  public void get(long[] key, int keyAt, long[] out, int at) {
    read(find(key, keyAt), out, at);
  }

  /** Writes a cell by its key, making room if needed. */
  public void put(long[] key, int keyAt, long[] value, int valueAt) {
    reserve(1);
    write(find(key, keyAt), key, keyAt, value, valueAt);
  }

  /** Begins a record: nothing is changed yet. */
  public void beginRecord() {
    notedCount = 0;
    record++;
    if (record == 0) {
      Arrays.fill(notedIn, 0);
      record = 1;
    }
  }

  /** How many cells have another value now than when the record began. */
  public int changeCount() {
    int count = 0;
    for (int i = 0; i < notedCount; i++) {
      count += isChanged(i) ? 1 : 0;
    }
    return count;
  }

  /** Gives each such cell with its new value, in the order in which the record first wrote them. */
  public void forEachChange(Visitor visitor) {
    for (int i = 0; i < notedCount; i++) {
      if (isChanged(i)) {
        int base = noted[i] * SLOT;
        visitor.visit(slots, base, slots, base + VALUE);
      }
    }
  }

  private boolean isChanged(int i) {
    return !Word256.isEqual(slots, noted[i] * SLOT + VALUE, before, i * Word256.LONGS);
  }

  /** How many cells are not 0. */
  public int nonZeroCount() {
    return (int) IntStream.rangeClosed(0, mask).filter(this::isNonZero).count();
  }

  private boolean isNonZero(int slot) {
    return isUsed(slots, slot) && !Word256.isZero(slots, slot * SLOT + VALUE);
  }

  /** Gives each cell that is not 0, by ascending key. */
  public void forEachNonZeroAscending(Visitor visitor) {
    IntStream.rangeClosed(0, mask)
        .filter(this::isNonZero)
        .boxed()
        .sorted((a, b) -> Word256.compare(slots, a * SLOT, slots, b * SLOT))
        .forEach(slot -> visitor.visit(slots, slot * SLOT, slots, slot * SLOT + VALUE));
  }
}
