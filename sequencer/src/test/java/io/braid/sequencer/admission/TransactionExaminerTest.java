package io.braid.sequencer.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.SenderRecovery;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionExaminerTest {

  private static final Signer SIGNER = Signer.of(3, 0);

  private final TransactionExaminer examiner =
      new TransactionExaminer(Workload.CHAIN_ID, new SenderRecovery());

  /** No hint, the right one, another's, one that is no key: all the same. */
  @Test
  void hintsNeverChangeTheAnswer() {
    byte[] raw = new Transaction().sign(SIGNER);
    byte[] flipped = raw.clone();
    int parityAt = raw.length - 67;
    // yParity is one byte, 0x80 or 0x01, before r and s of 33 bytes each.
    flipped[parityAt] = (byte) (raw[parityAt] == 1 ? 0x80 : 1);
    Address signer = Address.of(SIGNER.address());
    assertEquals(signer, examiner.examine(raw, null).sender());
    Address other = examiner.examine(flipped, null).sender();
    assertEquals(false, signer.equals(other), "the other parity names another sender");
    byte[] noPoint = SIGNER.publicKey();
    noPoint[63] ^= 1;
    for (byte[] hint :
        List.of(SIGNER.publicKey(), Signer.of(3, 1).publicKey(), noPoint, new byte[64])) {
      assertEquals(signer, examiner.examine(raw, hint).sender());
      assertEquals(other, examiner.examine(flipped, hint).sender());
    }
  }

  @Test
  void aHintIsAKeyOrNothing() {
    byte[] raw = new Transaction().sign(SIGNER);
    assertEquals(
        "a public key has 64 bytes, this hint has 65",
        assertThrows(IllegalArgumentException.class, () -> examiner.examine(raw, new byte[65]))
            .getMessage());
  }

  @Test
  void refusalsKeepTheHash() {
    byte[] raw = new Transaction().chainId(1).sign(SIGNER);
    byte[] cut = Arrays.copyOf(raw, raw.length - 1);
    byte[] nobodys = new Transaction().with(0, BigInteger.valueOf(5), BigInteger.ONE);
    assertRefused(Refusal.WRONG_CHAIN_ID, raw);
    assertRefused(Refusal.RLP_ITEM_EXCEEDS_INPUT, cut);
    assertRefused(Refusal.NO_SENDER, nobodys);
    assertRefused(Refusal.EMPTY, new byte[0]);
  }

  @Test
  void whatIsTooLargeBecauseOfBlobsIsRefusedForThem() {
    byte[] raw = new byte[1 << 17];
    raw[0] = 3;
    assertRefused(Refusal.BLOB_TRANSACTION, raw);
    raw[0] = 2;
    assertRefused(Refusal.OVERSIZED, raw);
  }

  private void assertRefused(Refusal refusal, byte[] raw) {
    for (byte[] hint : new byte[][] {null, SIGNER.publicKey()}) {
      Candidate candidate = examiner.examine(raw, hint);
      assertEquals(refusal, candidate.refusal());
      assertEquals(Word.of(Keccak256.hash(raw)), candidate.hash());
      assertNull(candidate.sender());
    }
  }
}
