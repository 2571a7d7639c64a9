package io.braid.protocol.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random records over a table and over a plain map: both give the same cells and changes. */
class CellTableModelTest {

  private static final int RECORDS = 40;

  @Test
  void smallTables() {
    Seeds.run(
        "small cell tables",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 200; i++) {
            new Model(random, 1 + random.nextInt(20), 0).run(10);
          }
        });
  }

  @Test
  void tablesThatGrow() {
    Seeds.run(
        "growing cell tables",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 4; i++) {
            new Model(random, 2_000, 100 * i).run(400);
          }
        });
  }

  /** A table beside the map that it should be. */
  private static final class Model {
    private final Random random;
    private final List<BigInteger> keys = new ArrayList<>();
    private final CellTable cells;
    private final Map<BigInteger, BigInteger> map = new HashMap<>();

    /** What the record wrote, in order, with the values before it. */
    private final Map<BigInteger, BigInteger> before = new LinkedHashMap<>();

    Model(Random random, int keyCount, int room) {
      this.random = random;
      this.cells = new CellTable(room, Seeds.TABLE);
      for (int i = 0; i < keyCount; i++) {
        keys.add(random.nextInt(4) == 0 ? anyKey() : holding());
      }
      CellTableCollisions.keys(cells, 1 + keyCount / 10, random)
          .forEach(key -> keys.add(Words.get(key, 0)));
    }

    /** Any key of a kind, which is not 0. */
    private BigInteger anyKey() {
      BigInteger kind = BigInteger.valueOf(1 + random.nextInt(255));
      return new BigInteger(248, random).add(kind.shiftLeft(248));
    }

    /** Keys as accounts with consecutive assets have them. */
    private BigInteger holding() {
      BigInteger owner = BigInteger.valueOf(random.nextInt(50)).shiftLeft(64);
      return BigInteger.ONE.shiftLeft(248).add(owner).add(BigInteger.valueOf(random.nextInt(50)));
    }

    void run(int actionsMax) {
      for (int i = 0; i < RECORDS; i++) {
        cells.beginRecord();
        before.clear();
        for (int left = random.nextInt(actionsMax + 1); left > 0; left--) {
          act();
        }
        checkChanges();
      }
      checkCells();
    }

    private void act() {
      switch (random.nextInt(3)) {
        case 0 -> checkRead(key());
        case 1 -> put();
        default -> writeByFoundSlots();
      }
    }

    private BigInteger key() {
      return keys.get(random.nextInt(keys.size()));
    }

    private BigInteger value() {
      return random.nextInt(3) == 0 ? BigInteger.ZERO : Words.random(random);
    }

    private void checkRead(BigInteger key) {
      long[] out = new long[5];
      cells.get(Words.of(key), 0, out, 1);
      assertEquals(map.getOrDefault(key, BigInteger.ZERO), Words.get(out, 1));
    }

    private void put() {
      BigInteger key = key();
      BigInteger value = value();
      cells.put(Words.of(key), 0, Words.of(value), 0);
      note(key, value);
    }

    /** As a program does it: room first, then all slots, some twice, then the writes. */
    private void writeByFoundSlots() {
      List<BigInteger> some = new ArrayList<>();
      for (int left = random.nextInt(12); left > 0; left--) {
        some.add(random.nextInt(4) == 0 && !some.isEmpty() ? some.getFirst() : key());
      }
      cells.reserve(some.size());
      List<Integer> slots = some.stream().map(key -> cells.find(Words.of(key), 0)).toList();
      for (int i = some.size() - 1; i >= 0; i--) {
        BigInteger value = value();
        int slot = cells.write(slots.get(i), Words.of(some.get(i)), 0, Words.of(value), 0);
        assertEquals(slot, cells.find(Words.of(some.get(i)), 0));
        note(some.get(i), value);
      }
    }

    private void note(BigInteger key, BigInteger value) {
      before.putIfAbsent(key, map.getOrDefault(key, BigInteger.ZERO));
      map.put(key, value);
    }

    private void checkChanges() {
      List<List<BigInteger>> expected = new ArrayList<>();
      before.forEach((key, old) -> {
        if (!map.get(key).equals(old)) {
          expected.add(List.of(key, map.get(key)));
        }
      });
      List<List<BigInteger>> changes = new ArrayList<>();
      cells.forEachChange((key, keyAt, value, valueAt) ->
          changes.add(List.of(Words.get(key, keyAt), Words.get(value, valueAt))));
      assertEquals(expected, changes);
      assertEquals(expected.size(), cells.changeCount());
    }

    private void checkCells() {
      keys.forEach(this::checkRead);
      List<List<BigInteger>> expected = new ArrayList<>();
      new TreeMap<>(map)
          .forEach((key, value) -> {
            if (value.signum() != 0) {
              expected.add(List.of(key, value));
            }
          });
      List<List<BigInteger>> nonZero = new ArrayList<>();
      cells.forEachNonZeroAscending((key, keyAt, value, valueAt) ->
          nonZero.add(List.of(Words.get(key, keyAt), Words.get(value, valueAt))));
      assertEquals(expected, nonZero);
      assertEquals(expected.size(), cells.nonZeroCount());
    }
  }
}
