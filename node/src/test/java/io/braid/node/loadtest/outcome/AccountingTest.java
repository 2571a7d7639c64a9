package io.braid.node.loadtest.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.node.loadtest.workload.Accounts;
import io.braid.node.loadtest.workload.Kind;
import io.braid.node.loadtest.workload.Mix;
import io.braid.node.loadtest.workload.Plan;
import io.braid.node.loadtest.workload.SigningKey;
import io.braid.protocol.types.ShardCount;
import org.junit.jupiter.api.Test;

class AccountingTest {

  private static final int COUNT = 400;
  private static final ShardCount SHARDS = new ShardCount(2);

  private final Plan plan =
      Plan.draw(
          new Mix(3, COUNT, 0, 0.5, 0.3, 0.4),
          Accounts.derive(3, 8, SHARDS, SigningKey.of(1, 1)),
          SHARDS,
          new long[9]);
  private final Observations seen = new Observations(COUNT);

  private static String refusal(Kind kind) {
    return switch (kind) {
      case WRONG_SIGNATURE, INSUFFICIENT_FUNDS -> "INSUFFICIENT_FUNDS_FOR_FEE";
      case NONCE_TOO_LOW -> "NONCE_TOO_LOW";
      case NONCE_GAP -> "NONCE_TOO_HIGH";
      case MALFORMED -> "RLP_ITEM_EXCEEDS_INPUT";
      case TRANSFER, SWAP -> throw new IllegalArgumentException("not to be refused: " + kind);
    };
  }

  private void allAsExpectedBut(int odd) {
    for (int i = 0; i < COUNT; i++) {
      if (i == odd) {
        continue;
      }
      if (plan.kind(i).isGood()) {
        seen.acknowledged(i, 1);
        seen.receipt(i, i % 3 > 0);
      } else {
        seen.refusedAtOnce(i, refusal(plan.kind(i)));
      }
    }
  }

  private int first(boolean isGood) {
    int i = 0;
    while (plan.kind(i).isGood() != isGood) {
      i++;
    }
    return i;
  }

  @Test
  void everyTransactionIsAccountedFor() {
    allAsExpectedBut(-1);
    Accounting accounting = Accounting.of(plan, seen);
    assertEquals(COUNT, accounting.count());
    assertTrue(accounting.isAllExpected());
    long receipts = accounting.count(Fate.SUCCEEDED) + accounting.count(Fate.FAILED);
    assertEquals(COUNT, receipts + accounting.count(Fate.REFUSED_AT_ONCE));
    assertTrue(accounting.count(Fate.FAILED) > 0);
    assertEquals(0, accounting.count(Fate.LOST));
  }

  @Test
  void oneThatIsLostIsSeen() {
    int lost = first(true);
    allAsExpectedBut(lost);
    seen.acknowledged(lost, 1);
    Accounting accounting = Accounting.of(plan, seen);
    assertEquals(1, accounting.count(Fate.LOST));
    assertFalse(accounting.isAllExpected());
    assertEquals(COUNT, accounting.count());
  }

  @Test
  void aGoodOneThatIsRefusedIsUnexpected() {
    int refused = first(true);
    allAsExpectedBut(refused);
    seen.refusedAtOnce(refused, "-32005 overloaded");
    Accounting accounting = Accounting.of(plan, seen);
    Accounting.Line line =
        accounting.lines().stream().filter(each -> !each.isExpected()).findFirst().orElseThrow();
    assertEquals(
        new Accounting.Line(
            plan.kind(refused), Fate.REFUSED_AT_ONCE, "-32005 overloaded", false, 1),
        line);
  }

  @Test
  void aBadOneMustBeRefusedForItsOwnReason() {
    int bad = first(false);
    allAsExpectedBut(bad);
    seen.refusedAtOnce(bad, "QUEUE_FULL");
    assertFalse(Accounting.of(plan, seen).isAllExpected());
  }

  @Test
  void aBadOneThatRunsIsUnexpected() {
    int bad = first(false);
    allAsExpectedBut(bad);
    seen.acknowledged(bad, 1);
    seen.receipt(bad, true);
    assertFalse(Accounting.of(plan, seen).isAllExpected());
  }
}
