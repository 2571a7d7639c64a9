package io.braid.sequencer.rpc;

import io.braid.protocol.ledger.Call;
import io.braid.protocol.ledger.Failure;
import io.braid.protocol.ledger.Operation;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.TransactionRules;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.AccessListEntry;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.StateView;
import java.util.List;
import java.util.Optional;

/** Runs calls over a state, and says what they return, what they cost or why they fail. */
final class Executions {

  private final Programs programs;
  private final Simulator simulator;
  private final Views views;

  Executions(Programs programs, Simulator simulator) {
    this.programs = programs;
    this.simulator = simulator;
    views = new Views(programs);
  }

  /** What a call returns. */
  Bytes call(CallArguments arguments, StateView state, ChainBlock block) {
    Address to = arguments.recipient();
    Programs.Target program = programs.at(to, state.tokenCount());
    if (program instanceof Programs.Target.None && arguments.data().size() != 0) {
      // As on Ethereum: where there is no code, a call does nothing and returns nothing.
      return Bytes.EMPTY;
    }
    try {
      Optional<Bytes> read = views.call(to, program, arguments.data(), state);
      if (read.isPresent()) {
        return read.get();
      }
    } catch (Views.RevertException revert) {
      throw RpcException.reverted(revert.getMessage());
    }
    Call call = resolve(arguments);
    return Results.of(call, arguments.data(), run(arguments, state, block, call), programs);
  }

  /** The gas limit that a transaction needs, no more and no less. */
  long gas(CallArguments arguments, StateView state, ChainBlock block) {
    arguments.recipient();
    Call call = resolve(arguments);
    var _ = run(arguments, state, block, call);
    long gas = Math.max(call.operation().gas(), Math.max(intrinsic(arguments), floor(arguments)));
    if (arguments.gas().isPresent() && Long.compareUnsigned(arguments.gas().get(), gas) < 0) {
      throw RpcException.of(
          RpcException.SERVER_ERROR,
          "gas required exceeds allowance (%s)"
              .formatted(Long.toUnsignedString(arguments.gas().get())));
    }
    return gas;
  }

  private Call resolve(CallArguments arguments) {
    Call call = new Call();
    Refusal refusal =
        programs.resolve(
            arguments.sender(), arguments.recipient(), arguments.value(), arguments.data(), call);
    if (refusal != null) {
      throw RpcException.reverted(refusal.message());
    }
    return call;
  }

  private List<Simulator.Log> run(
      CallArguments arguments, StateView state, ChainBlock block, Call call) {
    Simulator.Simulated result =
        simulator.run(
            state, block, arguments.sender(), arguments.value(), price(arguments, block), call);
    if (result.refusal() != 0) {
      throw RpcException.of(RpcException.SERVER_ERROR, Refusal.of(result.refusal()).message());
    }
    if (result.failure() != 0) {
      Failure failure = Failure.of(result.failure());
      // Ethereum refuses such a transfer, and wallets know it by these words.
      throw call.operation() == Operation.ETH_TRANSFER
          ? RpcException.of(RpcException.SERVER_ERROR, Refusal.INSUFFICIENT_FUNDS_FOR_FEE.message())
          : RpcException.reverted(failure.message());
    }
    return result.logs();
  }

  /** Where no price is offered, or one of 0, the fee is not looked at, as geth does it. */
  private static Simulator.Price price(CallArguments arguments, ChainBlock block) {
    Word cap = arguments.feeCap().orElse(Word.ZERO);
    if (cap.equals(Word.ZERO)) {
      return Simulator.Price.NONE;
    }
    Word maxFee = arguments.gasPrice().or(arguments::maxFee).orElse(null);
    Word tip = arguments.gasPrice().or(arguments::maxPriorityFee).orElse(Word.ZERO);
    return maxFee == null
        ? Simulator.Price.NONE
        : new Simulator.Price(block.baseFee(), maxFee, tip);
  }

  private static long intrinsic(CallArguments arguments) {
    long gas = TransactionRules.TRANSACTION_GAS;
    int zeros = zeros(arguments.data());
    gas += TransactionRules.ZERO_BYTE_GAS * zeros;
    gas += TransactionRules.NONZERO_BYTE_GAS * (arguments.data().size() - zeros);
    for (AccessListEntry entry : arguments.accessList()) {
      gas += TransactionRules.ACCESS_LIST_ADDRESS_GAS;
      gas += TransactionRules.ACCESS_LIST_KEY_GAS * entry.storageKeys().size();
    }
    return gas;
  }

  private static long floor(CallArguments arguments) {
    int zeros = zeros(arguments.data());
    return TransactionRules.TRANSACTION_GAS
        + TransactionRules.FLOOR_ZERO_BYTE_GAS * zeros
        + TransactionRules.FLOOR_NONZERO_BYTE_GAS * (arguments.data().size() - zeros);
  }

  private static int zeros(Bytes data) {
    int zeros = 0;
    for (int i = 0; i < data.size(); i++) {
      zeros += data.at(i) == 0 ? 1 : 0;
    }
    return zeros;
  }
}
