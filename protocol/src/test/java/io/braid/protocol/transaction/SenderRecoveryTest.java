package io.braid.protocol.transaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.braid.protocol.crypto.SignatureFault;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.transaction.PlainTransaction.Part;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderRecoveryTest {

  private final TransactionDecoder decoder = new TransactionDecoder();
  private final TransactionFields fields = new TransactionFields();
  private final SenderRecovery recovery = new SenderRecovery();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void senderIsWhoSigned(int type) {
    Signer signer = Signer.of(5, type);
    decode(Faults.valid(type).sign(signer));
    byte[] address = new byte[24];
    assertNull(recovery.recover(fields, address, 3));
    byte[] expected = new byte[24];
    System.arraycopy(signer.address(), 0, expected, 3, 20);
    assertArrayEquals(expected, address);
    long[] words = {9, 9, 9, 9, 9, 9};
    assertNull(recovery.recover(fields, words, 1));
    assertEquals(new BigInteger(1, signer.address()), Words.get(words, 1));
    assertEquals(9, words[0]);
    assertEquals(9, words[5]);
  }

  /** Any change of what was signed gives another sender. */
  @Test
  void anotherTransactionHasAnotherSender() {
    Signer signer = Signer.of(5, 3);
    for (Part part : PlainTransaction.parts(2)) {
      PlainTransaction signed = Faults.valid(2).sign(signer);
      switch (part) {
        case ACCESS_LIST -> signed.addEntry(List.of(new byte[20], List.of()));
        case TO -> signed.set(Part.TO, new byte[20]);
        case V -> signed.set(Part.V, BigInteger.ONE.subtract(signed.number(Part.V)));
        case R, S -> {
          continue;
        }
        default -> signed.set(part, signed.number(part).add(BigInteger.ONE));
      }
      decode(signed);
      byte[] address = new byte[20];
      assertNull(recovery.recover(fields, address, 0), part::name);
      assertEquals(false, Arrays.equals(signer.address(), address), part::name);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void nobodySignsWithoutAPoint(int type) {
    assertNoSender(Faults.valid(type).set(Part.R, 5));
  }

  /**
   * For r = x(kG) and s = hash / k, the point that would be the public key is at infinity. If that
   * s is high, its negative and the other parity give the same point.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void nobodySignsWithThePointAtInfinity(int type) {
    PlainTransaction transaction = Faults.valid(type);
    BigInteger k = BigInteger.valueOf(12_345);
    byte[] point = Signer.of(k).publicKey();
    BigInteger hash = new BigInteger(1, transaction.signingHash());
    BigInteger s = hash.multiply(k.modInverse(Faults.ORDER)).mod(Faults.ORDER);
    int parity = point[63] & 1;
    if (s.compareTo(Faults.ORDER.shiftRight(1)) > 0) {
      s = Faults.ORDER.subtract(s);
      parity = 1 - parity;
    }
    assertNoSender(
        transaction
            .set(Part.R, new BigInteger(1, Arrays.copyOf(point, 32)))
            .set(Part.S, s)
            .set(Part.V, type == 0 ? 35 + 2 * Faults.CHAIN_ID + parity : parity));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void hintsOfAnyKeyGiveTheSameSender(int type) {
    Signer signer = Signer.of(5, type);
    PlainTransaction signed = Faults.valid(type).sign(signer);
    BigInteger v = signed.number(Part.V);
    // The other parity names another sender, though the same signature verifies with the same key.
    for (boolean isFlipped : new boolean[] {false, true}) {
      if (isFlipped) {
        boolean isOdd = v.testBit(0) == (type != 0);
        signed.set(Part.V, isOdd ? v.subtract(BigInteger.ONE) : v.add(BigInteger.ONE));
      }
      decode(signed);
      byte[] expected = new byte[20];
      assertNull(recovery.recover(fields, expected, 0));
      assertEquals(!isFlipped, Arrays.equals(signer.address(), expected));
      byte[] offCurve = signer.publicKey();
      offCurve[63] ^= 1;
      byte[] outOfField = new byte[64];
      Arrays.fill(outOfField, (byte) 0xff);
      for (byte[] hint :
          List.of(
              signer.publicKey(),
              Signer.of(6, type).publicKey(),
              offCurve,
              outOfField,
              new byte[64])) {
        byte[] address = new byte[24];
        assertNull(recovery.recover(fields, hint, address, 3));
        assertArrayEquals(expected, Arrays.copyOfRange(address, 3, 23));
      }
    }
  }

  @Test
  void hintsMakeNoSenderWhereThereIsNone() {
    decode(Faults.valid(2).set(Part.R, 5));
    byte[] hint = Signer.of(5, 2).publicKey();
    assertEquals(Refusal.NO_SENDER, recovery.recover(fields, hint, new byte[20], 0));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE,",
    "Y_PARITY_NOT_A_BIT, Y_PARITY_NOT_A_BIT",
    "R_ZERO, R_ZERO",
    "R_NOT_BELOW_ORDER, R_NOT_BELOW_ORDER",
    "S_ZERO, S_ZERO",
    "S_NOT_BELOW_ORDER, S_NOT_BELOW_ORDER",
    "S_HIGH, S_HIGH",
    "PUBLIC_KEY_NOT_IN_FIELD, NO_SENDER",
    "PUBLIC_KEY_NOT_ON_CURVE, NO_SENDER",
    "NO_POINT_AT_R, NO_SENDER",
    "POINT_AT_INFINITY, NO_SENDER",
    "MISMATCH, NO_SENDER"
  })
  void faultsOfSignaturesAreRefusals(SignatureFault fault, Refusal refusal) {
    assertEquals(refusal, SenderRecovery.refusal(fault));
  }

  private void assertNoSender(PlainTransaction transaction) {
    decode(transaction);
    byte[] address = new byte[20];
    Arrays.fill(address, (byte) 9);
    byte[] before = address.clone();
    assertEquals(Refusal.NO_SENDER, recovery.recover(fields, address, 0));
    assertArrayEquals(before, address);
    long[] words = {9, 9, 9, 9};
    assertEquals(Refusal.NO_SENDER, recovery.recover(fields, words, 0));
    assertArrayEquals(new long[] {9, 9, 9, 9}, words);
  }

  private void decode(PlainTransaction transaction) {
    byte[] raw = transaction.raw();
    assertNull(decoder.decode(raw, 0, raw.length, fields));
  }
}
