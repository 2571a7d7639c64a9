package io.braid.protocol.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records cut into parts and joined again, or not. */
class PartListTest {

  private static final int MAX = Limits.PART_BYTES_MAX;

  private static byte[] record(int length) {
    byte[] record = new byte[length];
    new Random(length).nextBytes(record);
    return record;
  }

  private static List<byte[]> parts(byte[] record) {
    return IntStream.range(0, RecordPart.count(record))
        .mapToObj(index -> RecordPart.encode(record, index))
        .toList();
  }

  private static PartList list(byte[] record) {
    return PartList.of(record, LongStream.range(0, RecordPart.count(record)).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {MAX + 1, 2 * MAX - 1, 2 * MAX, 2 * MAX + 1})
  void whatIsCutIsJoined(int length) {
    byte[] record = record(length);
    List<byte[]> parts = parts(record);
    assertEquals((length + MAX - 1) / MAX, parts.size());
    parts.forEach(part -> assertTrue(RecordPart.isPart(part) && part.length <= MAX + 2));
    assertArrayEquals(record, list(record).join(parts));
  }

  @Test
  void whatFitsStandsAsItIs() {
    assertEquals(1, RecordPart.count(new byte[0]));
    assertEquals(1, RecordPart.count(new byte[MAX]));
    assertEquals(2, RecordPart.count(new byte[MAX + 1]));
    assertFalse(RecordPart.isPart(new byte[] {1}));
    assertFalse(RecordPart.isPart(new byte[] {1, 10}));
  }

  @Test
  void otherPartsAreNotJoined() {
    byte[] record = record(2 * MAX + 5);
    PartList list = list(record);
    List<byte[]> parts = parts(record);
    assertNull(list.join(List.of(parts.get(1), parts.get(0), parts.get(2))));
    assertNull(list.join(List.of(parts.get(0), parts.get(2), parts.get(1))));
    for (int index = 0; index < parts.size(); index++) {
      byte[] part = parts.get(index);
      byte[] changed = part.clone();
      changed[part.length - 1] ^= 1;
      byte[] noPart = part.clone();
      noPart[1] = 4;
      for (byte[] wrong :
          List.of(
              changed,
              noPart,
              Arrays.copyOf(part, part.length - 1),
              Arrays.copyOf(part, part.length + 1),
              new byte[0])) {
        List<byte[]> damaged = new ArrayList<>(parts);
        damaged.set(index, wrong);
        assertNull(list.join(damaged));
      }
    }
    assertArrayEquals(record, list.join(parts));
  }

  @Test
  void aListIsOfAsManyPartsAsTheLengthNeeds() {
    byte[] record = record(MAX + 1);
    for (List<Long> offsets :
        List.of(List.of(1L), List.of(1L, 2L, 3L), List.of(2L, 2L), List.of(3L, 2L))) {
      assertEquals(
          "a record of 12582913 bytes has no parts at offsets " + offsets,
          assertThrows(IllegalArgumentException.class, () -> PartList.of(record, offsets))
              .getMessage());
    }
    assertEquals(
        "a record of 12582912 bytes has no parts at offsets [1]",
        assertThrows(IllegalArgumentException.class, () -> PartList.of(new byte[MAX], List.of(1L)))
            .getMessage());
    assertEquals(List.of(1L, 9L), PartList.of(record, List.of(1L, 9L)).offsets());
  }
}
