package io.braid.protocol.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every refusal that a shard machine gives, for every function, alone and in every pair that one
 * transaction can earn: the first in the order of precedence is the answer, and nothing changes.
 *
 * <p>All run against one machine; as refusals change nothing, none disturbs the next.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalPrecedenceTest {

  /** Where the next offset and the final hash stand in a snapshot. */
  private static final int OFFSET_AT = 46;

  private static final int HASH_BYTES = 32;

  private final RefusalScene scene = new RefusalScene();

  @ParameterizedTest
  @EnumSource
  void callIsGoodUnlessItIsSpoiled(LedgerFunction function) {
    RefusalScene fresh = new RefusalScene();
    List<Outcome> outcomes = fresh.chain.submit(new Asking(function).transaction(), 0);
    assertInstanceOf(Outcome.Ran.class, outcomes.getFirst());
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalAlone(LedgerFunction function) {
    for (Refusal refusal : RefusalFaults.PRECEDENCE) {
      if (RefusalFaults.concerns(function, refusal)) {
        assertRefused(refusal, new Asking(function).spoil(refusal), function + ", " + refusal);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoTheFirstInOrderOfPrecedence(LedgerFunction function) {
    for (List<Refusal> pair : pairs()) {
      Refusal first = pair.getFirst();
      Refusal second = pair.getLast();
      if (RefusalFaults.concerns(function, first, second)) {
        Asking asking = new Asking(function).spoil(second).spoil(first);
        assertRefused(first, asking, function + ", " + first + " and " + second);
      }
    }
  }

  /** A pair that no function can show is one that the rules exclude, and the other way round. */
  @Test
  void everyPairIsShownOrExcluded() {
    for (List<Refusal> pair : pairs()) {
      boolean isShown =
          Arrays.stream(LedgerFunction.values())
              .anyMatch(f -> RefusalFaults.concerns(f, pair.getFirst(), pair.getLast()));
      boolean isExcluded = RefusalFaults.areExclusive(pair.getFirst(), pair.getLast());
      assertEquals(!isExcluded, isShown, pair::toString);
    }
  }

  @Test
  void precedenceIsThatOfTheEnum() {
    assertEquals(RefusalFaults.PRECEDENCE.stream().sorted().toList(), RefusalFaults.PRECEDENCE);
  }

  private static List<List<Refusal>> pairs() {
    List<List<Refusal>> pairs = new ArrayList<>();
    List<Refusal> all = RefusalFaults.PRECEDENCE;
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        pairs.add(List.of(all.get(i), all.get(j)));
      }
    }
    return pairs;
  }

  private void assertRefused(Refusal refusal, Asking asking, String name) {
    Tx tx = asking.transaction();
    Diff diff = scene.chain.handle(0, LedgerChain.bundleOf(tx));
    Word hash = Word.of(Keccak256.hash(tx.encode()));
    var sender = LedgerChain.toAddress(tx.sender);
    // By name, so that a failure says which refusal came instead.
    Outcome.Refused actual =
        assertInstanceOf(Outcome.Refused.class, diff.outcomes().getFirst(), name);
    assertEquals(refusal, Refusal.of(actual.reason()), name);
    assertEquals(List.of(new Outcome.Refused(hash, sender, refusal.code())), diff.outcomes(), name);
    assertEquals(List.of(), diff.changes(), name);
    assertEquals(List.of(), diff.bundles(), name);
  }

  /** Not a cell, a nonce, the queue or a number of a bundle; only the log goes on. */
  @Test
  void refusalsLeaveTheStateAsItWas() {
    byte[] before = scene.chain.machine(0).snapshot();
    Map<?, ?> cells = scene.chain.cells();
    everyRefusalAlone(LedgerFunction.SWAP_TOKENS_FOR_TOKENS);
    everyRefusalAlone(LedgerFunction.ADD_LIQUIDITY);
    assertEquals(cells, scene.chain.cells());
    assertArrayEquals(withoutOffset(before), withoutOffset(scene.chain.machine(0).snapshot()));
  }

  private static byte[] withoutOffset(byte[] snapshot) {
    byte[] rest = Arrays.copyOf(snapshot, snapshot.length - HASH_BYTES);
    Arrays.fill(rest, OFFSET_AT, OFFSET_AT + Long.BYTES, (byte) 0);
    return rest;
  }
}
