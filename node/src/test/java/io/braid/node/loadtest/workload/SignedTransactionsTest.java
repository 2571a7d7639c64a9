package io.braid.node.loadtest.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.SenderRecovery;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.transaction.TransactionReader;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is signed here is read by the protocol's own reader. */
class SignedTransactionsTest {

  private static final long CHAIN_ID = 4242;
  private static final ShardCount SHARDS = new ShardCount(4);
  private static final Address TOKEN = Address.parse("0x00000000000000000000000000000000000d0114");

  private final TransactionReader reader = new TransactionReader(CHAIN_ID);
  private final SenderRecovery recovery = new SenderRecovery();

  @Test
  void eachKindIsWhatItSays() {
    Accounts accounts = Accounts.derive(5, 50, SHARDS, SigningKey.of(99, 0));
    Mix mix = new Mix(5, 2_000, 0, 0.5, 0.3, 0.5);
    Plan plan = Plan.draw(mix, accounts, SHARDS, new long[51]);
    SignedTransactions signed =
        SignedTransactions.sign(
            plan, accounts, new SignedTransactions.Terms(CHAIN_ID, 40_000_000_000L, TOKEN));
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    Set<Word> hashes = new HashSet<>();
    for (int i = 0; i < plan.count(); i++) {
      kinds.add(plan.kind(i));
      hashes.add(signed.hashes()[i]);
      check(i, plan, accounts, signed);
    }
    assertEquals(EnumSet.allOf(Kind.class), kinds);
    assertEquals(plan.count(), hashes.size());
    assertEquals(plan.count(), Set.of(signed.origins()).size());
  }

  private void check(int i, Plan plan, Accounts accounts, SignedTransactions signed) {
    byte[] raw = signed.raw(i);
    assertEquals(Word.of(Keccak256.hash(raw)), signed.hashes()[i]);
    TransactionFields fields = new TransactionFields();
    Refusal refusal = reader.read(raw, 0, raw.length, fields);
    if (plan.kind(i) == Kind.MALFORMED) {
      assertEquals(Refusal.RLP_ITEM_EXCEEDS_INPUT, refusal);
      return;
    }
    assertNull(refusal);
    byte[] sender = new byte[Address.BYTES];
    assertNull(recovery.recover(fields, sender, 0));
    Address signer = plan.signer(i, accounts).address();
    if (plan.kind(i) == Kind.WRONG_SIGNATURE) {
      assertNotEquals(signer, Address.of(sender));
    } else {
      assertEquals(signer, Address.of(sender));
      assertEquals(
          SignedTransactions.origin(
              Word.of(fields.words(), TransactionFields.SIGNING_HASH), signer),
          signed.origins()[i]);
      byte[] key = Keccak256.hash(signed.publicKey(i));
      assertArrayEquals(sender, Arrays.copyOfRange(key, 12, 32));
    }
  }

  /** Against another implementation of RFC 6979. */
  @Test
  void signsAsAnotherSignerDoes() {
    String secret = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    SigningKey key = SigningKey.parse("0x" + secret);
    assertEquals("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266", key.address().toString());
    Signer other = Signer.of(new BigInteger(secret, 16));
    for (int i = 0; i < 50; i++) {
      byte[] hash = Keccak256.hash(new byte[] {(byte) i});
      Signer.Signature expected = other.sign(hash);
      assertEquals(
          new SigningKey.Signature(expected.yParity(), expected.r(), expected.s()), key.sign(hash));
    }
  }

  @Test
  void aKeyThatIsNoneIsNotRepeated() {
    for (String bad : new String[] {"", "0x12", "zz".repeat(32), "0x" + "11".repeat(33)}) {
      assertEquals(
          "a private key has 64 hexadecimal digits",
          assertThrows(IllegalArgumentException.class, () -> SigningKey.parse(bad)).getMessage());
    }
    String order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    for (String bad : new String[] {HexFormat.of().formatHex(new byte[32]), order}) {
      assertEquals(
          "a private key is from 1 to the curve's order less one",
          assertThrows(IllegalArgumentException.class, () -> SigningKey.parse(bad)).getMessage());
    }
  }
}
