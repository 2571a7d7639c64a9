package io.braid.node.loadtest.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.types.ShardCount;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final int ACCOUNTS = 64;
  private static final int COUNT = 20_000;
  private static final ShardCount SHARDS = new ShardCount(4);
  private static final SigningKey FUNDER = SigningKey.of(99, 0);
  private static final Accounts PEOPLE = Accounts.derive(7, ACCOUNTS, SHARDS, FUNDER);

  private static Plan draw(double skew, double crossShard, double swaps, double bad) {
    Mix mix = new Mix(7, COUNT, skew, crossShard, swaps, bad);
    long[] nonces = new long[ACCOUNTS + 1];
    Arrays.setAll(nonces, i -> 3L * i);
    return Plan.draw(mix, PEOPLE, SHARDS, nonces);
  }

  private static Map<Kind, Integer> counts(Plan plan) {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    for (int i = 0; i < plan.count(); i++) {
      counts.merge(plan.kind(i), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void sharesAreAsAskedFor() {
    Plan plan = draw(0, 0.3, 0.25, 0.1);
    Map<Kind, Integer> counts = counts(plan);
    for (Kind bad : Kind.BAD) {
      assertEquals(COUNT * 0.02, counts.get(bad), COUNT * 0.005, bad::toString);
    }
    assertEquals(COUNT * 0.9 * 0.25, counts.get(Kind.SWAP), COUNT * 0.02);
    int transfers = counts.get(Kind.TRANSFER);
    assertEquals(transfers * 0.3, plan.crossShardTransfers(PEOPLE), transfers * 0.03);
    assertEquals(0, draw(0, 0, 0, 0).crossShardTransfers(PEOPLE));
    assertEquals(COUNT, draw(0, 1, 0, 0).crossShardTransfers(PEOPLE));
    assertEquals(Map.of(Kind.TRANSFER, COUNT), counts(draw(0, 0.5, 0, 0)));
  }

  /** What is refused uses no nonce, so that what follows it is not held up. */
  @Test
  void goodTransactionsOfAnAccountHaveTheNextNonceEach() {
    Plan plan = draw(1, 0.5, 0.2, 0.3);
    long[] next = new long[ACCOUNTS];
    Arrays.setAll(next, i -> 3L * i);
    for (int i = 0; i < COUNT; i++) {
      if (plan.kind(i).isGood()) {
        assertEquals(next[plan.payer(i)]++, plan.nonce(i));
      } else {
        assertEquals(-1, plan.payer(i));
      }
      switch (plan.kind(i)) {
        case INSUFFICIENT_FUNDS -> assertEquals(3L * ACCOUNTS, plan.nonce(i));
        case NONCE_GAP -> assertTrue(plan.nonce(i) > 3L * ACCOUNTS + 1_000);
        case NONCE_TOO_LOW -> assertEquals(0, plan.nonce(i));
        default -> {}
      }
    }
  }

  @Test
  void skewMakesFewSendMuchAndOthersReceiveMuch() {
    int[] sent = new int[ACCOUNTS];
    int[] received = new int[ACCOUNTS];
    Plan plan = draw(1, 0.5, 0, 0);
    double harmonic = 0;
    for (int i = 1; i <= ACCOUNTS; i++) {
      harmonic += 1.0 / i;
    }
    for (int i = 0; i < COUNT; i++) {
      sent[plan.payer(i)]++;
      received[plan.receiver(i)]++;
    }
    assertEquals(COUNT / harmonic, sent[0], COUNT * 0.02);
    assertEquals(COUNT / harmonic / 2, sent[1], COUNT * 0.02);
    assertTrue(received[ACCOUNTS - 1] > 4 * received[0]);
    int[] even = new int[ACCOUNTS];
    Plan uniform = draw(0, 0.5, 0, 0);
    for (int i = 0; i < COUNT; i++) {
      even[uniform.payer(i)]++;
    }
    for (int count : even) {
      assertEquals((double) COUNT / ACCOUNTS, count, 0.4 * COUNT / ACCOUNTS);
    }
  }

  @Test
  void whoHasNobodyInTheRightShardPaysHimself() {
    ShardCount one = new ShardCount(1);
    Accounts two = Accounts.derive(7, 2, one, FUNDER);
    Plan plan = Plan.draw(new Mix(1, 50, 0, 1, 0, 0), two, one, new long[3]);
    for (int i = 0; i < plan.count(); i++) {
      assertEquals(plan.payer(i), plan.receiver(i));
    }
  }

  @Test
  void seedGivesThePlan() {
    Plan first = draw(0.8, 0.5, 0.2, 0.1);
    Plan again = draw(0.8, 0.5, 0.2, 0.1);
    for (int i = 0; i < COUNT; i++) {
      assertEquals(first.kind(i), again.kind(i));
      assertEquals(first.receiver(i), again.receiver(i));
      assertEquals(first.nonce(i), again.nonce(i));
      assertEquals(first.payer(i), again.payer(i));
    }
    assertNotEquals(PEOPLE.address(0), Accounts.derive(8, ACCOUNTS, SHARDS, FUNDER).address(0));
  }
}
