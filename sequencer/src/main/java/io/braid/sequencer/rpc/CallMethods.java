package io.braid.sequencer.rpc;

import io.braid.protocol.types.Bytes;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.StateReader;
import java.util.List;

/** What a transaction would do: calls, estimates, access lists. */
final class CallMethods {

  private final StateReader states;
  private final Blocks blocks;
  private final Executions executions;
  private final ChainJson json;

  CallMethods(StateReader states, Blocks blocks, Executions executions, ChainJson json) {
    this.states = states;
    this.blocks = blocks;
    this.executions = executions;
    this.json = json;
  }

  Answer call(Params params) {
    CallArguments arguments = params.count(1, 4).read(0, CallArguments::of);
    refuseOverrides(params);
    ChainBlock block = blocks.require(params.block(1));
    Bytes result = Blocks.state(() -> executions.call(arguments, states.at(block.number()), block));
    return Answer.of(result.toString());
  }

  Answer estimateGas(Params params) {
    CallArguments arguments = params.count(1, 4).read(0, CallArguments::of);
    refuseOverrides(params);
    return Answer.of(Hex.quantity(gas(arguments, params.block(1))));
  }

  /** Cells are no storage slots, so the best access list is empty: it costs gas and saves none. */
  Answer createAccessList(Params params) {
    CallArguments arguments = params.count(1, 3).read(0, CallArguments::of);
    refuseOverrides(params);
    long gas = gas(arguments, params.block(1));
    return out -> {
      out.writeStartObject();
      out.writeFieldName("accessList");
      json.accessList(out, List.of());
      out.writeStringField("gasUsed", Hex.quantity(gas));
      out.writeEndObject();
    };
  }

  long gas(CallArguments arguments, BlockRef ref) {
    ChainBlock block = blocks.require(ref);
    return Blocks.state(() -> executions.gas(arguments, states.at(block.number()), block));
  }

  /** Some clients send an object with nothing in it. */
  private static void refuseOverrides(Params params) {
    for (int i = 2; i < 4; i++) {
      boolean isNothing = params.node(i).isObject() && params.node(i).isEmpty();
      if (params.has(i) && !isNothing) {
        throw RpcException.argument(i, "overrides of state or block are not supported");
      }
    }
  }
}
