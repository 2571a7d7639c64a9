package io.braid.protocol.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.ledger.FailureFaults.Fault;
import io.braid.protocol.ledger.LedgerScene.Layout;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.Receipt;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every failure of every operation, in every shape on 1, 2 and 4 shards: the exact code, the fee
 * and the nonce used, and all other cells as they were. Of two failures the first check's counts.
 */
class FailureTest {

  private static final BigInteger PRICE = BigInteger.valueOf(LedgerChain.BASE_FEE).add(Tx.TIP);

  static Stream<Layout> layouts() {
    return Layout.all().stream();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void failureCostsTheFeeAndNothingElse(Layout layout) {
    LedgerScene scene = new LedgerScene(layout);
    for (Request.Subject subject : Request.Subject.values()) {
      for (Fault fault : FailureFaults.of(subject)) {
        Request request = new Request(scene, subject);
        fault.change().accept(request);
        assertFails(subject, request, fault.failure(), subject + ", " + fault.failure());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void ofTwoFailuresTheFirstCheckCounts(Layout layout) {
    LedgerScene scene = new LedgerScene(layout);
    for (Request.Subject subject : Request.Subject.values()) {
      List<Fault> faults = FailureFaults.of(subject);
      for (int i = 0; i < faults.size(); i++) {
        for (int j = i + 1; j < faults.size(); j++) {
          Failure first = faults.get(i).failure();
          Failure second = faults.get(j).failure();
          if (!FailureFaults.areExclusive(subject.operation, first, second)) {
            Request request = new Request(scene, subject);
            faults.get(j).change().accept(request);
            faults.get(i).change().accept(request);
            assertFails(subject, request, first, subject + ", " + first + " and " + second);
          }
        }
      }
    }
  }

  private static void assertFails(
      Request.Subject subject, Request request, Failure failure, String name) {
    LedgerChain chain = request.scene.chain;
    BigInteger fee = PRICE.multiply(BigInteger.valueOf(subject.operation.gas()));
    BigInteger payer = Cells.key(CellKind.HOLDING, 0, request.sender, BigInteger.ZERO);
    BigInteger vault = Addresses.feeAccount(chain.home(request.sender));
    Map<BigInteger, BigInteger> expected = new TreeMap<>(chain.cells());
    expected.merge(payer, Cells.TWO_128.subtract(fee), BigInteger::add);
    expected.merge(Cells.key(CellKind.HOLDING, 0, vault, BigInteger.ZERO), fee, BigInteger::add);
    Receipt receipt = chain.run(request.transaction());
    assertEquals(failure, Failure.of(receipt.code()), name);
    assertEquals(List.of(), receipt.logs(), name);
    assertEquals(List.of(), receipt.withdrawals(), name);
    assertEquals(subject.operation.gas(), receipt.gas(), name);
    assertEquals(PRICE, LedgerChain.number(receipt.price()), name);
    assertEquals(expected, chain.cells(), name);
  }

  /** What a chain does must not depend on where its owners live. */
  @ParameterizedTest
  @MethodSource("layouts")
  void successIsTheSameInEveryShape(Layout layout) {
    LedgerScene scene = new LedgerScene(layout);
    LedgerScene simple = new LedgerScene(new Layout(1, 0, 0, 0));
    for (Request.Subject subject : Request.Subject.values()) {
      Receipt receipt = scene.chain.run(new Request(scene, subject).transaction());
      Receipt expected = simple.chain.run(new Request(simple, subject).transaction());
      assertEquals(0, receipt.code(), subject::name);
      assertEquals(0, expected.code(), subject::name);
      assertEquals(expected.logs().size(), receipt.logs().size(), subject::name);
      assertEquals(holdings(simple), holdings(scene), subject::name);
    }
  }

  /** What each person and all fee accounts together hold, and the reserves. */
  private static List<BigInteger> holdings(LedgerScene scene) {
    LedgerChain chain = scene.chain;
    List<BigInteger> holdings = new ArrayList<>();
    for (BigInteger owner : List.of(scene.sender, scene.second, scene.bare)) {
      for (int token = 0; token <= 3; token++) {
        holdings.add(chain.balance(owner, Addresses.asset(token)));
      }
      holdings.add(chain.balance(owner, Addresses.shares(0, 2)));
      holdings.add(chain.balance(owner, Addresses.shares(1, 2)));
      holdings.add(chain.balance(owner, Addresses.shares(1, 3)));
    }
    for (int token = 1; token <= 3; token++) {
      holdings.add(chain.balance(scene.receiver, Addresses.asset(token)));
    }
    for (Map.Entry<BigInteger, BigInteger> cell : chain.cells().entrySet()) {
      if (cell.getKey().shiftRight(248).intValue() == CellKind.POOL_RESERVES.code()) {
        holdings.add(cell.getValue());
      }
    }
    return holdings;
  }

  /** A table that misses a program would prove less than it says. */
  @Test
  void everyProgramIsMet() {
    TreeSet<Integer> met = new TreeSet<>();
    for (Layout layout : Layout.all(4)) {
      LedgerScene scene = new LedgerScene(layout);
      for (Request.Subject subject : Request.Subject.values()) {
        assertEquals(0, scene.chain.run(new Request(scene, subject).transaction()).code());
      }
      scene.chain.header(LedgerChain.TIME + 1, events(scene));
      met.addAll(scene.chain.programsRun());
    }
    TreeSet<Integer> all = new TreeSet<>();
    LedgerChain.PROGRAMS.programs().forEach(program -> all.add(program.id()));
    assertEquals(all, met);
  }

  /** A deposit, a forced exit of ETH, and one of shares. */
  private static List<L1Event> events(LedgerScene scene) {
    var owner = LedgerChain.toAddress(scene.sender);
    Word pool = LedgerChain.word(Addresses.pool(1, 2));
    List<Word> words = List.of(pool, Word.of(1L << 32), Word.of(2L << 32));
    return List.of(
        new L1Event(EventKind.DEPOSIT.code(), owner, 0, Word.of(5), List.of()),
        new L1Event(EventKind.FORCED_EXIT.code(), owner, 0, Word.ZERO, List.of()),
        new L1Event(EventKind.FORCED_EXIT_SHARES.code(), owner, 1L << 32 | 2, Word.ZERO, words));
  }
}
