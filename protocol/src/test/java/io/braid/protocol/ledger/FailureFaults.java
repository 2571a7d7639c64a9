package io.braid.protocol.ledger;

import static io.braid.protocol.ledger.LedgerScene.ALLOWED;
import static io.braid.protocol.ledger.LedgerScene.MAX;
import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;

/** For each operation the ways to make it fail, in the order of its checks. */
final class FailureFaults {

  private static final BigInteger RESERVE_LIMIT = ONE.shiftLeft(112);

  /** Changes a request so that it fails. */
  record Fault(Failure failure, Consumer<Request> change) {}

  /** Two failures of one operation that no request can have at once, and why. */
  record Exclusive(Operation operation, Failure first, Failure second, String because) {}

  static final List<Exclusive> EXCLUSIVE =
      List.of(
          new Exclusive(
              Operation.SWAP,
              Failure.INSUFFICIENT_BALANCE,
              Failure.INSUFFICIENT_INPUT_AMOUNT,
              "whoever offers nothing holds enough"),
          new Exclusive(
              Operation.SWAP,
              Failure.INSUFFICIENT_INPUT_AMOUNT,
              Failure.RESERVE_OVERFLOW,
              "a reserve is below 2^112 and nothing does not make it grow"));

  private FailureFaults() {}

  static List<Fault> of(Request.Subject subject) {
    return switch (subject.operation) {
      case ETH_TRANSFER, TRANSFER, WITHDRAW -> List.of(isShort());
      case APPROVE -> List.of();
      case TRANSFER_FROM -> ofTransferFrom();
      case SWEEP ->
          List.of(
              new Fault(
                  Failure.NOT_COLLECTOR, request -> request.collector = request.scene.second));
      case ADD_LIQUIDITY -> ofAdd();
      case REMOVE_LIQUIDITY -> ofRemove();
      case SWAP -> ofSwap();
    };
  }

  /** Whether no request can fail for both reasons. */
  static boolean areExclusive(Operation operation, Failure first, Failure second) {
    return EXCLUSIVE.stream()
        .anyMatch(pair ->
            pair.operation() == operation && pair.first() == first && pair.second() == second);
  }

  private static Fault isShort() {
    return new Fault(Failure.INSUFFICIENT_BALANCE, request -> request.sender = request.scene.bare);
  }

  private static Fault isExpired() {
    return new Fault(
        Failure.EXPIRED,
        request -> request.deadline = BigInteger.valueOf(request.scene.chain.time() - 1));
  }

  private static List<Fault> ofTransferFrom() {
    return List.of(
        new Fault(Failure.INSUFFICIENT_ALLOWANCE, request -> request.amountA = ALLOWED.add(ONE)),
        // The second has approved the sender for token 3, but holds none.
        new Fault(Failure.INSUFFICIENT_BALANCE, request -> request.tokenA = 3));
  }

  private static List<Fault> ofAdd() {
    return List.of(
        isShort(),
        isExpired(),
        new Fault(Failure.INSUFFICIENT_A_AMOUNT, request -> request.minimumA = MAX),
        new Fault(Failure.INSUFFICIENT_B_AMOUNT, request -> request.minimumB = MAX),
        new Fault(
            Failure.INSUFFICIENT_LIQUIDITY_MINTED,
            request -> {
              request.tokenB = 3;
              request.amountA = BigInteger.valueOf(1000);
            }),
        new Fault(
            Failure.RESERVE_OVERFLOW,
            request -> {
              request.amountA = RESERVE_LIMIT;
              request.amountB = RESERVE_LIMIT;
            }));
  }

  private static List<Fault> ofRemove() {
    return List.of(
        new Fault(
            Failure.INSUFFICIENT_BALANCE,
            request -> {
              request.sender = request.scene.bare;
              request.amountA = request.amountA.max(ONE);
            }),
        isExpired(),
        new Fault(
            Failure.INSUFFICIENT_LIQUIDITY,
            request -> {
              request.tokenB = 3;
              request.amountA = ZERO;
            }),
        // A share is worth 1 of token A and a quarter of token B.
        new Fault(Failure.INSUFFICIENT_LIQUIDITY_BURNED, request -> request.amountA = ONE),
        new Fault(Failure.INSUFFICIENT_A_AMOUNT, request -> request.minimumA = MAX),
        new Fault(Failure.INSUFFICIENT_B_AMOUNT, request -> request.minimumB = MAX));
  }

  private static List<Fault> ofSwap() {
    return List.of(
        isShort(),
        isExpired(),
        new Fault(Failure.INSUFFICIENT_LIQUIDITY, FailureFaults::leaveThePools),
        new Fault(Failure.INSUFFICIENT_INPUT_AMOUNT, request -> request.amountA = ZERO),
        new Fault(Failure.INSUFFICIENT_OUTPUT_AMOUNT, request -> request.minimumB = MAX),
        new Fault(Failure.RESERVE_OVERFLOW, request -> request.amountA = RESERVE_LIMIT));
  }

  /** Puts token 3, which has no pool, in place of one that is not ETH. */
  private static void leaveThePools(Request request) {
    if (request.tokenB == 0) {
      request.tokenA = 3;
    } else {
      request.tokenB = 3;
    }
  }
}
