package io.braid.sequencer.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedTransactionTest {

  private static final Address TO = Address.parse("0x00112233445566778899aabbccddeeff00112233");
  private static final Address LISTED = Address.parse("0xffeeddccbbaa99887766554433221100ffeeddcc");

  private static byte[] raw(int type, Object... fields) {
    List<Object> items = new ArrayList<>();
    for (Object field : fields) {
      items.add(field instanceof Integer number ? PlainRlp.integer(number) : field);
    }
    byte[] payload = PlainRlp.encode(items);
    return type == 0 ? payload : PlainRlp.join(new byte[] {(byte) type}, payload);
  }

  private static final List<?> ACCESS_LIST =
      List.of(
          List.of(LISTED.toBytes(), List.of(Word.of(1).toBytes(), Word.of(2).toBytes())),
          List.of(TO.toBytes(), List.of()));

  private static final List<SignedTransaction.AccessListEntry> ENTRIES =
      List.of(
          new SignedTransaction.AccessListEntry(LISTED, List.of(Word.of(1), Word.of(2))),
          new SignedTransaction.AccessListEntry(TO, List.of()));

  private static void assertDecodes(
      byte[] raw,
      int type,
      int tip,
      int cap,
      List<SignedTransaction.AccessListEntry> entries,
      Word v) {
    assertEquals(
        new SignedTransaction(
            type,
            Word.of(Keccak256.hash(raw)),
            Word.of(4242),
            7,
            90_000,
            Word.of(tip),
            Word.of(cap),
            TO,
            Word.of(12),
            Bytes.wrap(new byte[] {1, 0, 2}),
            entries,
            v,
            1,
            Word.of(5),
            Word.of(6)),
        SignedTransaction.decode(Bytes.wrap(raw)));
  }

  @Test
  void eachType() {
    byte[] data = {1, 0, 2};
    int v = 35 + 2 * 4242 + 1;
    assertDecodes(
        raw(0, 7, 30, 90_000, TO.toBytes(), 12, data, v, 5, 6), 0, 30, 30, List.of(), Word.of(v));
    assertDecodes(
        raw(1, 4242, 7, 30, 90_000, TO.toBytes(), 12, data, ACCESS_LIST, 1, 5, 6),
        1,
        30,
        30,
        ENTRIES,
        Word.of(1));
    assertDecodes(
        raw(2, 4242, 7, 3, 30, 90_000, TO.toBytes(), 12, data, ACCESS_LIST, 1, 5, 6),
        2,
        3,
        30,
        ENTRIES,
        Word.of(1));
  }

  @Test
  void legacyVPastALong() {
    BigInteger chainId = BigInteger.ONE.shiftLeft(200).add(BigInteger.valueOf(9));
    BigInteger v = chainId.shiftLeft(1).add(BigInteger.valueOf(36));
    byte[] raw = raw(0, 7, 30, 90_000, TO.toBytes(), 12, new byte[0], PlainRlp.integer(v), 5, 6);
    SignedTransaction decoded = SignedTransaction.decode(Bytes.wrap(raw));
    assertEquals(Word.parse("0x" + chainId.toString(16)), decoded.chainId());
    assertEquals(Word.parse("0x" + v.toString(16)), decoded.v());
  }

  @Test
  void whatNoShardRuns() {
    Bytes blob = Bytes.wrap(new byte[] {3});
    assertEquals(
        "no transaction that runs: BLOB_TRANSACTION",
        assertThrows(IllegalArgumentException.class, () -> SignedTransaction.decode(blob))
            .getMessage());
  }
}
