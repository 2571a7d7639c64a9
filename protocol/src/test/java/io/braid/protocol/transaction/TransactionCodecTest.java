package io.braid.protocol.transaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Mutations;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.transaction.PlainTransaction.Part;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is read, and damaged bytes are refused or are another transaction. */
class TransactionCodecTest {

  private static final int TRANSACTIONS = 600;
  private static final int ORIGINALS = 120;
  private static final int MUTATIONS_OF_EACH = 500;

  private final Examination examination = new Examination();
  private final TransactionFields fields = examination.fields();

  @Test
  void whatIsWrittenIsRead() {
    Seeds.run(
        "transaction round trip",
        seed -> {
          RandomTransactions transactions = new RandomTransactions(new Random(seed));
          for (int i = 0; i < TRANSACTIONS; i++) {
            Signer signer = transactions.signer(i);
            assertRead(transactions.next(i % 3, signer), signer);
          }
        });
  }

  @Test
  void longestTransaction() {
    Signer signer = Signer.of(1, 0);
    for (int type = 0; type <= 2; type++) {
      int others = Faults.valid(type).set(Part.DATA, new byte[16_000]).raw().length - 16_000;
      PlainTransaction longest = Faults.valid(type).set(Part.DATA, new byte[16_384 - others]);
      assertEquals(16_384, longest.raw().length);
      assertRead(longest.sign(signer), signer);
      longest.set(Part.DATA, new byte[16_384 - others + 1]);
      assertEquals(Refusal.OVERSIZED, examination.checked(longest.raw(), Faults.CHAIN_ID));
    }
  }

  @Test
  void mutatedBytesAreRefusedOrAnotherTransaction() {
    Seeds.run(
        "transaction mutations",
        seed -> {
          Random random = new Random(seed);
          RandomTransactions transactions = new RandomTransactions(random);
          Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
          int accepted = 0;
          for (int i = 0; i < ORIGINALS; i++) {
            PlainTransaction original = transactions.next(i % 3, transactions.signer(i));
            long chainId = original.number(Part.CHAIN_ID).longValue();
            byte[] raw = original.raw();
            for (int j = 0; j < MUTATIONS_OF_EACH; j++) {
              byte[] mutated = Mutations.of(raw, random);
              Refusal refusal = examination.checked(mutated, chainId);
              PlainJudge.assertAllowed(refusal, mutated, chainId);
              assertArrayEquals(Keccak256.hash(mutated), fields.transactionHash());
              if (refusal == null) {
                accepted++;
                assertArrayEquals(
                    mutated, encode(mutated), () -> HexFormat.of().formatHex(mutated));
              } else {
                refused.merge(refusal, 1, Integer::sum);
              }
            }
          }
          assertTrue(accepted > ORIGINALS * MUTATIONS_OF_EACH / 10, "accepted: " + accepted);
          assertTrue(refused.size() > 25, "refused: " + refused);
        });
  }

  private void assertRead(PlainTransaction plain, Signer signer) {
    byte[] raw = plain.raw();
    String hex = HexFormat.of().formatHex(raw);
    assertNull(examination.refusal(raw, plain.number(Part.CHAIN_ID).longValue()), hex);
    assertEquals(plain.type(), fields.type(), hex);
    assertWord(plain.number(Part.CHAIN_ID), TransactionFields.CHAIN_ID, hex);
    assertEquals(plain.number(Part.NONCE), unsigned(fields.nonce()), hex);
    assertWord(plain.maxPriorityFee(), TransactionFields.MAX_PRIORITY_FEE_PER_GAS, hex);
    assertWord(plain.number(Part.MAX_FEE), TransactionFields.MAX_FEE_PER_GAS, hex);
    assertEquals(plain.number(Part.GAS_LIMIT), unsigned(fields.gasLimit()), hex);
    assertWord(plain.number(Part.TO), TransactionFields.TO, hex);
    assertWord(plain.number(Part.VALUE), TransactionFields.VALUE, hex);
    assertArrayEquals(plain.bytes(Part.DATA), data(raw), hex);
    assertEquals(plain.dataZeroBytes(), fields.dataZeroBytes(), hex);
    assertEquals(plain.accessListAddresses(), fields.accessListAddresses(), hex);
    assertEquals(plain.accessListKeys(), fields.accessListKeys(), hex);
    assertEquals(plain.parity(), fields.yParity(), hex);
    assertWord(plain.number(Part.R), TransactionFields.R, hex);
    assertWord(plain.number(Part.S), TransactionFields.S, hex);
    assertHash(plain.signingHash(), fields.signingHash(), TransactionFields.SIGNING_HASH, hex);
    assertHash(
        Keccak256.hash(raw), fields.transactionHash(), TransactionFields.TRANSACTION_HASH, hex);
    assertArrayEquals(signer.address(), examination.sender(), hex);
    assertEquals(
        RandomTransactions.gas(plain),
        Math.max(TransactionRules.intrinsicGas(fields), TransactionRules.floorGas(fields)),
        hex);
  }

  private void assertWord(BigInteger expected, int offset, String hex) {
    assertEquals(expected, Words.get(fields.words(), offset), hex);
  }

  private void assertHash(byte[] expected, byte[] hash, int offset, String hex) {
    assertArrayEquals(expected, hash, hex);
    assertWord(new BigInteger(1, expected), offset, hex);
  }

  /**
   * The bytes of the fields. The access list alone is taken from the bytes, since the fields have
   * only its numbers of addresses and keys; these are compared.
   */
  private byte[] encode(byte[] raw) {
    int type = fields.type();
    PlainTransaction plain =
        new PlainTransaction(type)
            .set(Part.CHAIN_ID, Words.get(fields.words(), TransactionFields.CHAIN_ID))
            .set(Part.NONCE, fields.nonce())
            .set(
                Part.MAX_PRIORITY_FEE,
                Words.get(fields.words(), TransactionFields.MAX_PRIORITY_FEE_PER_GAS))
            .set(Part.MAX_FEE, Words.get(fields.words(), TransactionFields.MAX_FEE_PER_GAS))
            .set(Part.GAS_LIMIT, fields.gasLimit())
            .set(Part.TO, address(fields.words(), TransactionFields.TO))
            .set(Part.VALUE, Words.get(fields.words(), TransactionFields.VALUE))
            .set(Part.DATA, data(raw))
            .set(Part.R, Words.get(fields.words(), TransactionFields.R))
            .set(Part.S, Words.get(fields.words(), TransactionFields.S));
    BigInteger parity = BigInteger.valueOf(fields.yParity());
    BigInteger protectedV =
        plain.number(Part.CHAIN_ID).shiftLeft(1).add(BigInteger.valueOf(35)).add(parity);
    plain.set(Part.V, type == 0 ? protectedV : parity);
    if (type != 0) {
      List<?> items = (List<?>) PlainRlp.decode(Arrays.copyOfRange(raw, 1, raw.length));
      int at = PlainTransaction.parts(type).indexOf(Part.ACCESS_LIST);
      ((List<?>) items.get(at)).forEach(plain::addEntry);
    }
    assertEquals(plain.accessListAddresses(), fields.accessListAddresses());
    assertEquals(plain.accessListKeys(), fields.accessListKeys());
    assertEquals(plain.dataZeroBytes(), fields.dataZeroBytes());
    assertArrayEquals(plain.signingHash(), fields.signingHash());
    return plain.raw();
  }

  private byte[] data(byte[] raw) {
    return Arrays.copyOfRange(raw, fields.dataOffset(), fields.dataOffset() + fields.dataLength());
  }

  private static byte[] address(long[] words, int offset) {
    byte[] number = PlainRlp.integer(Words.get(words, offset));
    return PlainRlp.join(new byte[20 - number.length], number);
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
