package io.braid.protocol.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Allocations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTableTest {

  private static final long[] ZERO = new long[4];
  private static final long[] ONE = Words.of(BigInteger.ONE);
  private static final long[] TWO = Words.of(BigInteger.TWO);

  private final CellTable cells = new CellTable(0, Seeds.TABLE);

  @Test
  void cellThatWasNeverWrittenIsZero() {
    assertEquals(0, value(key(1)));
    assertTrue(cells.find(key(1), 0) < 0);
    assertEquals(0, cells.nonZeroCount());
    assertEquals(List.of(), nonZero());
    assertEquals(List.of(), changes());
  }

  @Test
  void changesStandInTheOrderOfFirstWrites() {
    cells.beginRecord();
    put(key(3), 5);
    put(key(1), 6);
    put(key(2), 7);
    put(key(3), 8);
    assertEquals(List.of("3 = 8", "1 = 6", "2 = 7"), changes());
    assertEquals(3, cells.changeCount());
  }

  @Test
  void cellThatEndsAsItBeganIsNoChange() {
    put(key(1), 5);
    put(key(2), 5);
    cells.beginRecord();
    assertEquals(List.of(), changes());
    put(key(1), 6);
    put(key(2), 5);
    put(key(3), 4);
    put(key(4), 0);
    assertEquals(List.of("1 = 6", "3 = 4"), changes());
    put(key(3), 0);
    put(key(1), 5);
    assertEquals(List.of(), changes());
    assertEquals(0, cells.changeCount());
    // It stands where it was first written, should it change after all.
    put(key(3), 1);
    put(key(1), 9);
    assertEquals(List.of("1 = 9", "3 = 1"), changes());
  }

  @Test
  void changesAreThoseOfTheRecord() {
    cells.beginRecord();
    put(key(1), 5);
    cells.beginRecord();
    assertEquals(List.of(), changes());
    put(key(1), 5);
    assertEquals(List.of(), changes());
    put(key(1), 0);
    assertEquals(List.of("1 = 0"), changes());
  }

  @Test
  void zeroIsNoCell() {
    put(key(1), 5);
    put(key(2), 6);
    put(key(1), 0);
    assertEquals(1, cells.nonZeroCount());
    assertEquals(List.of("2 = 6"), nonZero());
  }

  /** Keys are unsigned, and their highest bits count first. */
  @Test
  void iterationAscends() {
    List<BigInteger> keys = new ArrayList<>(Words.boundaries(193, 224, 247, 248, 255, 256));
    keys.removeIf(key -> key.bitLength() <= 192);
    for (BigInteger key : keys.reversed()) {
      put(Words.of(key), 1);
    }
    List<BigInteger> seen = new ArrayList<>();
    cells.forEachNonZeroAscending((key, at, _, _) -> seen.add(Words.get(key, at)));
    assertEquals(keys, seen);
  }

  /** Half of 16 slots may be used; what was found stays where it is until then. */
  @Test
  void growsWhenHalfIsUsed() {
    List<Integer> slots = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      cells.reserve(1);
      slots.add(cells.write(cells.find(key(i), 0), key(i), 0, ONE, 0));
    }
    for (int i = 1; i <= 8; i++) {
      assertEquals(slots.get(i - 1), cells.find(key(i), 0));
      assertTrue(slots.get(i - 1) < 16);
    }
    put(key(9), 1);
    assertEquals(9, cells.nonZeroCount());
    for (int i = 1; i <= 9; i++) {
      assertEquals(1, value(key(i)));
    }
  }

  /** However many cells are asked for, the free slots are more than enough afterwards. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 16, 17, 100, 1_000})
  void reservesRoomForManyAtOnce(int count) {
    put(key(100_000), 2);
    cells.reserve(count);
    for (int i = 1; i <= count; i++) {
      cells.write(cells.find(key(i), 0), key(i), 0, ONE, 0);
    }
    assertEquals(count + 1, cells.nonZeroCount());
    // Ends at a free slot, which a full table does not have.
    assertTrue(cells.find(key(count + 1), 0) < 0);
  }

  /** A record that notes changes keeps them when the cells move. */
  @Test
  void changesSurviveGrowth() {
    put(key(1), 5);
    cells.beginRecord();
    List<String> expected = new ArrayList<>();
    for (int i = 300; i > 0; i--) {
      put(key(i), i == 1 ? 4 : i);
      expected.add(i + " = " + (i == 1 ? 4 : i));
    }
    assertEquals(expected, changes());
    put(key(1), 5);
    assertEquals(expected.subList(0, 299), changes());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 5_000})
  void keysOfOneSlotAreToldApart(int room) {
    CellTable empty = new CellTable(room, Seeds.TABLE);
    List<long[]> keys = CellTableCollisions.keys(empty, 40, new Random(room));
    for (long[] key : keys) {
      assertEquals(empty.find(keys.getFirst(), 0), empty.find(key, 0));
    }
    for (int i = 0; i < keys.size(); i++) {
      put(keys.get(i), i + 1);
    }
    for (int i = 0; i < keys.size(); i++) {
      assertEquals(i + 1, value(keys.get(i)));
    }
    assertEquals(40, cells.nonZeroCount());
  }

  /** Slots that were found before others wrote into them. */
  @Test
  void foundSlotsStayValidWhileOthersAreWritten() {
    List<long[]> keys = CellTableCollisions.keys(cells, 2, new Random(1));
    long[] a = keys.getFirst();
    long[] b = keys.getLast();
    int slotOfA = cells.find(a, 0);
    int againOfA = cells.find(a, 0);
    int slotOfB = cells.find(b, 0);
    assertEquals(slotOfA, slotOfB);
    int writtenA = cells.write(slotOfA, a, 0, ONE, 0);
    int writtenB = cells.write(slotOfB, b, 0, TWO, 0);
    assertNotEquals(writtenA, writtenB);
    assertEquals(writtenA, cells.write(againOfA, a, 0, TWO, 0));
    assertEquals(writtenB, cells.write(slotOfB, b, 0, ONE, 0));
    assertEquals(writtenA, cells.find(a, 0));
    assertEquals(writtenB, cells.find(b, 0));
    assertEquals(2, value(a));
    assertEquals(1, value(b));
    assertEquals(2, cells.nonZeroCount());
  }

  /** A record whose number comes round again still sees its own changes, and no others. */
  @Tag("long")
  @Test
  void recordsMayBeMoreThanAnIntCounts() {
    cells.beginRecord();
    put(key(1), 5);
    for (long i = 0; i < (1L << 32) - 1; i++) {
      cells.beginRecord();
    }
    assertEquals(List.of(), changes());
    put(key(1), 6);
    assertEquals(List.of("1 = 6"), changes());
  }

  @Test
  void allocatesNothingOnceACellIsThere() {
    long[] out = new long[4];
    long[] key = key(1);
    put(key, 1);
    assertEquals(
        0,
        Allocations.bytes(() -> {
          cells.beginRecord();
          cells.put(key, 0, ONE, 0);
          cells.put(key, 0, ZERO, 0);
          cells.get(key, 0, out, 0);
          cells.changeCount();
        }));
  }

  /** A holding of this asset. */
  private static long[] key(long asset) {
    return new long[] {asset, 0, 0, 1L << 56};
  }

  private void put(long[] key, long value) {
    cells.put(key, 0, new long[] {value, 0, 0, 0}, 0);
  }

  private long value(long[] key) {
    long[] out = {9, 9, 9, 9};
    cells.get(key, 0, out, 0);
    assertEquals(0, out[1] | out[2] | out[3]);
    return out[0];
  }

  private List<String> changes() {
    List<String> changes = new ArrayList<>();
    cells.forEachChange(
        (key, keyAt, value, valueAt) -> changes.add(key[keyAt] + " = " + value[valueAt]));
    return changes;
  }

  private List<String> nonZero() {
    List<String> nonZero = new ArrayList<>();
    cells.forEachNonZeroAscending(
        (key, keyAt, value, valueAt) -> nonZero.add(key[keyAt] + " = " + value[valueAt]));
    return nonZero;
  }
}
