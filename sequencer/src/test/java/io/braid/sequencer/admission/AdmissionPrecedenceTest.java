package io.braid.sequencer.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.SenderRecovery;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.sequencer.admission.AdmissionLimits.Rate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer of admission, and of every two that could be given, the first. */
class AdmissionPrecedenceTest {

  private static final Signer SIGNER = Signer.of(11, 0);
  private static final Signer OTHER = Signer.of(11, 1);
  private static final Address SENDER = Address.of(SIGNER.address());
  private static final long NOW = 1_000_000;
  private static final long NONCE = 100;
  private static final long BALANCE = 2_000_000_000_000L;
  private static final int MAX = 1_000;

  /** What can be wrong, in the order of precedence. */
  enum Fault {
    NOT_READY("not ready: this gateway has not caught up with the logs; retry after 1000 ms"),
    OVERLOADED("overloaded: too many transactions are in flight; retry after 100 ms"),
    SOURCE_RATE("rate limited: too many transactions from this source; retry after 500 ms"),
    BYTES(Refusal.RLP_ITEM_EXCEEDS_INPUT.message()),
    CHAIN(Refusal.WRONG_CHAIN_ID.message()),
    GAS_LIMIT(Refusal.INTRINSIC_GAS_TOO_LOW.message()),
    SIGNATURE(Refusal.NO_SENDER.message()),
    KNOWN("already known"),
    CALL(Refusal.UNKNOWN_FUNCTION.message()),
    OPERATION_GAS(Refusal.OPERATION_GAS_TOO_LOW.message()),
    NONCE_LOW("nonce too low: next nonce 101, tx nonce 100"),
    NONCE_HIGH("nonce too high: next nonce 35, tx nonce 100, at most 64 ahead"),
    UNDERPRICED("replacement transaction underpriced"),
    FEE_CAP("max fee per gas less than block base fee: maxFeePerGas: 2000, baseFee: 2001"),
    FUNDS(null),
    ACCOUNT_FULL(
        "account limit exceeded: too many transactions of this account are in flight;"
            + " retry after 100 ms"),
    SHARD("overloaded: the sender's shard does not keep up; retry after 7 ms"),
    ACCOUNT_RATE("rate limited: too many transactions of this account; retry after 250 ms");

    private final String message;

    Fault(String message) {
      this.message = message;
    }

    /** Those that cannot be together with this one. */
    private Set<Fault> excluded() {
      return switch (this) {
        // What was let in before was without a fault of its own.
        case KNOWN ->
            EnumSet.of(BYTES, CHAIN, GAS_LIMIT, SIGNATURE, CALL, OPERATION_GAS, UNDERPRICED);
        // Both are about the data, and the second about a gas limit that the first undercuts.
        case OPERATION_GAS -> EnumSet.of(CALL, GAS_LIMIT);
        case NONCE_HIGH -> EnumSet.of(NONCE_LOW);
        default -> EnumSet.noneOf(Fault.class);
      };
    }

    private boolean goesWith(Fault other) {
      return !excluded().contains(other) && !other.excluded().contains(this);
    }
  }

  private static Transaction transaction(Set<Fault> faults) {
    Transaction transaction = new Transaction().nonce(NONCE);
    if (faults.contains(Fault.CHAIN)) {
      transaction.chainId(1);
    }
    if (faults.contains(Fault.CALL)) {
      transaction.to(FakeView.TOKEN).value(0).data(new byte[] {1, 2, 3, 4});
    }
    if (faults.contains(Fault.OPERATION_GAS)) {
      transaction
          .call(FakeView.TOKEN, "transfer(address,uint256)", BigInteger.TWO, BigInteger.ONE)
          .gasLimit(49_999);
    }
    if (faults.contains(Fault.GAS_LIMIT)) {
      transaction.gasLimit(20_999);
    }
    return transaction;
  }

  private static byte[] raw(Set<Fault> faults) {
    Transaction transaction = transaction(faults);
    byte[] raw =
        faults.contains(Fault.SIGNATURE)
            ? transaction.with(0, BigInteger.valueOf(5), BigInteger.ONE)
            : transaction.sign(SIGNER);
    return faults.contains(Fault.BYTES) ? Arrays.copyOf(raw, raw.length - 1) : raw;
  }

  /** What is in flight already, so that the faults are there. */
  private static List<byte[]> before(Set<Fault> faults) {
    List<byte[]> before = new ArrayList<>();
    if (faults.contains(Fault.KNOWN)) {
      before.add(raw(Set.of()));
    } else if (faults.contains(Fault.UNDERPRICED)) {
      before.add(new Transaction().nonce(NONCE).value(2).sign(SIGNER));
    } else {
      before.add(new Transaction().nonce(NONCE + 1).sign(SIGNER));
    }
    before.add(new Transaction().sign(OTHER));
    return before;
  }

  private static AdmissionAnswer answer(Set<Fault> faults) {
    List<byte[]> before = before(faults);
    AdmissionLimits limits =
        new AdmissionLimits(
            faults.contains(Fault.OVERLOADED) ? before.size() : MAX,
            MAX * MAX,
            MAX * BALANCE,
            faults.contains(Fault.ACCOUNT_FULL) ? 1 : MAX,
            faults.contains(Fault.ACCOUNT_RATE) ? new Rate(4, 1) : new Rate(MAX, MAX),
            faults.contains(Fault.SOURCE_RATE) ? new Rate(2, 1) : new Rate(MAX, MAX),
            MAX,
            MAX);
    FakeView view =
        new FakeView()
            .account(SENDER, NONCE, BALANCE)
            .account(Address.of(OTHER.address()), 0, BALANCE);
    boolean[] isBehind = {false};
    AdmissionMachine machine =
        new AdmissionMachine(new ShardCount(4), view, _ -> isBehind[0] ? 7 : 0, limits);
    TransactionExaminer examiner = new TransactionExaminer(Workload.CHAIN_ID, new SenderRecovery());
    if (faults.contains(Fault.SOURCE_RATE)) {
      assertNull(machine.mayTry("source", NOW));
    }
    for (int i = 0; i < before.size(); i++) {
      assertInstanceOf(
          AdmissionAnswer.Accepted.class,
          machine.decide(examiner, before.get(i), null, "before " + i, NOW));
    }
    isBehind[0] = faults.contains(Fault.SHARD);
    view.ready(!faults.contains(Fault.NOT_READY));
    view.baseFee(faults.contains(Fault.FEE_CAP) ? 2_001 : 1_000);
    long nonce = faults.contains(Fault.NONCE_LOW) ? NONCE + 1 : NONCE;
    nonce = faults.contains(Fault.NONCE_HIGH) ? NONCE - 65 : nonce;
    view.account(SENDER, nonce, faults.contains(Fault.FUNDS) ? 1 : BALANCE);
    return machine.decide(examiner, raw(faults), SIGNER.publicKey(), "source", NOW);
  }

  private static String message(Fault fault, String actual) {
    boolean isFunds =
        actual != null
            && actual.startsWith(
                "insufficient funds for gas * price + value: balance 1, in flight");
    return fault == Fault.FUNDS && isFunds ? actual : fault.message;
  }

  @Test
  void withoutAFaultItIsAccepted() {
    AdmissionAnswer answer = answer(Set.of());
    assertEquals(
        new AdmissionAnswer.Accepted(
            new TransactionExaminer(Workload.CHAIN_ID, new SenderRecovery())
                .examine(raw(Set.of()), null)
                .hash(),
            SENDER,
            new ShardCount(4).homeOf(SENDER)),
        answer);
    assertNull(answer.message());
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultHasItsAnswer(Fault fault) {
    String actual = answer(Set.of(fault)).message();
    assertEquals(message(fault, actual), actual);
  }

  static Stream<List<Fault>> pairs() {
    return Stream.of(Fault.values())
        .flatMap(first ->
            Stream.of(Fault.values())
                .filter(second -> first.compareTo(second) < 0 && first.goesWith(second))
                .map(second -> List.of(first, second)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void ofTwoFaultsTheFirstIsTheAnswer(List<Fault> pair) {
    String actual = answer(EnumSet.copyOf(pair)).message();
    assertEquals(message(pair.getFirst(), actual), actual);
  }
}
