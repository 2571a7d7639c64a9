package io.braid.protocol.transaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Allocations;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.transaction.PlainTransaction.Part;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionDecoderTest {

  private final TransactionDecoder decoder = new TransactionDecoder();
  private final TransactionFields fields = new TransactionFields();

  /** What stands around the range does not matter, though it would go on as RLP. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void rangeInsideOfAnArray(int type) {
    byte[] raw = Faults.valid(type).raw();
    byte[] around = PlainRlp.join(raw, raw, raw);
    assertNull(decoder.decode(around, raw.length, raw.length, fields));
    assertArrayEquals(Keccak256.hash(raw), fields.transactionHash());
    assertArrayEquals(Faults.valid(type).signingHash(), fields.signingHash());
    assertArrayEquals(
        Faults.valid(type).bytes(Part.DATA),
        Arrays.copyOfRange(around, fields.dataOffset(), fields.dataOffset() + fields.dataLength()));
    assertEquals(
        Refusal.RLP_ITEM_EXCEEDS_INPUT, decoder.decode(around, raw.length, raw.length - 1, fields));
    assertEquals(
        Refusal.RLP_TRAILING_BYTES, decoder.decode(around, raw.length, raw.length + 1, fields));
  }

  @ParameterizedTest
  @CsvSource({"-1, 5", "0, -1", "0, 101", "100, 1", "101, 0", "2147483647, 2147483647"})
  void rangeOutsideOfTheArray(int offset, int length) {
    byte[] raw = new byte[100];
    assertThrows(
        IndexOutOfBoundsException.class, () -> decoder.decode(raw, offset, length, fields));
  }

  /** Nothing of an earlier transaction is left, whatever became of it. */
  @Test
  void instancesAreUsedAgain() {
    List<Fault> faults = Faults.all();
    for (int type = 0; type <= 2; type++) {
      byte[] raw = Faults.valid(type).raw();
      for (Fault fault : faults) {
        PlainTransaction other = Faults.valid(fault.types().getLast());
        if (fault.types().contains(2)) {
          other.addEntry(List.of(new byte[20], List.of(new byte[32])));
        }
        fault.applyTo(other);
        byte[] before = other.raw();
        decoder.decode(before, 0, before.length, fields);
        TransactionFields fresh = new TransactionFields();
        assertNull(decoder.decode(raw, 0, raw.length, fields), fault::toString);
        assertNull(new TransactionDecoder().decode(raw, 0, raw.length, fresh));
        assertArrayEquals(fresh.words(), fields.words(), fault::toString);
        assertArrayEquals(fresh.signingHash(), fields.signingHash(), fault::toString);
        assertEquals(numbers(fresh), numbers(fields), fault::toString);
      }
    }
  }

  /** Of two faults of the structure the one in front is the answer, not the lower code. */
  @ParameterizedTest
  @CsvSource({"0, NONCE, VALUE", "1, CHAIN_ID, S", "2, TO, DATA", "2, MAX_FEE, R"})
  void firstFaultOfTheStructureEndsTheReading(int type, Part front, Part back) {
    Map<Refusal, String> faults =
        new TreeMap<>(
            Map.of(
                Refusal.RLP_LENGTH_LEADING_ZERO,
                "b90038",
                Refusal.RLP_LENGTH_NOT_SHORTEST,
                "b80180",
                Refusal.RLP_ITEM_EXCEEDS_LIST,
                "b9ffff",
                Refusal.RLP_BYTE_WITH_HEADER,
                "8101",
                Refusal.RLP_EXPECTED_STRING,
                "c0"));
    faults.forEach((first, inFront) ->
        faults.forEach((second, inBack) -> {
          byte[] raw = Faults.valid(type).set(front, inFront).set(back, inBack).raw();
          assertEquals(first, decoder.decode(raw, 0, raw.length, fields));
        }));
  }

  /** But what is wrong with the whole list comes before what is wrong inside. */
  @Test
  void wholeIsReadBeforeItsParts() {
    byte[] raw =
        Faults.valid(1)
            .set(Part.NONCE, "b90038")
            .setEnding(bytes -> Arrays.copyOf(bytes, bytes.length + 1))
            .raw();
    assertEquals(Refusal.RLP_TRAILING_BYTES, decoder.decode(raw, 0, raw.length, fields));
  }

  /** Every first byte there is, with nothing behind it. */
  @Test
  void everySingleByte() {
    for (int i = 0; i < 256; i++) {
      Refusal expected =
          switch (i) {
            case 1, 2 -> Refusal.TYPED_TRANSACTION_TOO_SHORT;
            case 3 -> Refusal.BLOB_TRANSACTION;
            case 4 -> Refusal.SET_CODE_TRANSACTION;
            case 0x80 -> Refusal.RLP_EXPECTED_LIST;
            case 0xc0 -> Refusal.TOO_FEW_FIELDS;
            default -> i < 0x80 ? Refusal.UNKNOWN_TYPE : Refusal.RLP_ITEM_EXCEEDS_INPUT;
          };
      assertEquals(expected, decoder.decode(new byte[] {(byte) i}, 0, 1, fields), "" + i);
    }
  }

  /** A transaction that is cut anywhere is refused for its structure. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everyPrefix(int type) {
    Set<Refusal> seen = EnumSet.noneOf(Refusal.class);
    byte[] raw = Faults.valid(type).raw();
    for (int length = 0; length < raw.length; length++) {
      seen.add(decoder.decode(raw, 0, length, fields));
    }
    Set<Refusal> expected = EnumSet.of(Refusal.EMPTY, Refusal.RLP_ITEM_EXCEEDS_INPUT);
    if (type != 0) {
      expected.add(Refusal.TYPED_TRANSACTION_TOO_SHORT);
    }
    assertEquals(expected, seen);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void allocatesNothing(int type) {
    PlainTransaction transaction = Faults.valid(type);
    if (type != 0) {
      transaction.addEntry(List.of(new byte[20], List.of(new byte[32], new byte[32])));
    }
    byte[] raw = transaction.raw();
    byte[] refused = transaction.set(Part.S, 0).raw();
    assertEquals(
        0,
        Allocations.bytes(() -> {
          decoder.decode(raw, 0, raw.length, fields);
          TransactionRules.check(fields, Faults.CHAIN_ID);
          decoder.decode(refused, 0, refused.length, fields);
        }));
  }

  private static List<Long> numbers(TransactionFields fields) {
    return List.of(
        (long) fields.type(),
        fields.nonce(),
        fields.gasLimit(),
        (long) fields.yParity(),
        (long) fields.dataOffset(),
        (long) fields.dataLength(),
        (long) fields.dataZeroBytes(),
        (long) fields.accessListAddresses(),
        (long) fields.accessListKeys());
  }
}
