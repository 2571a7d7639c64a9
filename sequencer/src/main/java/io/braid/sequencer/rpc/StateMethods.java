package io.braid.sequencer.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.PendingReader;
import io.braid.sequencer.view.StateReader;
import io.braid.sequencer.view.StateView;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Balances, nonces and code at a block. */
final class StateMethods {

  /**
   * What stands for the code of every program address. Clients look for code before they call a
   * contract; this is INVALID, the opcode that an Ethereum machine would stop at.
   */
  private static final String PROGRAM_CODE = "0xfe";

  private final StateReader states;
  private final PendingReader pending;
  private final Blocks blocks;
  private final Programs programs;

  StateMethods(StateReader states, PendingReader pending, Blocks blocks, Programs programs) {
    this.states = states;
    this.pending = pending;
    this.blocks = blocks;
    this.programs = programs;
  }

  Answer balance(Params params) {
    Address address = params.count(1, 2).address(0);
    return at(
        params.block(1),
        state -> Hex.quantity(new LedgerState(state).balance(address, AssetId.ETH)));
  }

  CompletableFuture<Answer> transactionCount(Params params) {
    Address address = params.count(1, 2).address(0);
    BlockRef ref = params.block(1);
    return ref instanceof BlockRef.Pending
        ? pending.caughtUp().thenApply(_ -> Answer.of(Hex.quantity(pending.nextNonce(address))))
        : CompletableFuture.completedFuture(
            at(ref, state -> Hex.quantity(state.transactionCount(address))));
  }

  Answer code(Params params) {
    Address address = params.count(1, 2).address(0);
    return at(
        params.block(1),
        state ->
            programs.at(address, state.tokenCount()) instanceof Programs.Target.None
                ? "0x"
                : PROGRAM_CODE);
  }

  /** Cells are no storage slots of a contract: every slot is empty, as that of an account is. */
  Answer storageAt(Params params) {
    params.count(2, 3).address(0);
    checkStorageKey(params.node(1));
    return at(params.block(2), _ -> Hex.data(Word.ZERO));
  }

  private static void checkStorageKey(JsonNode node) {
    String text = node.isTextual() ? node.textValue() : "";
    String digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
    String shown =
        text.length() <= RpcLimits.ECHO_CHARACTERS_MAX
            ? text
            : text.substring(0, RpcLimits.ECHO_CHARACTERS_MAX) + "...";
    if (digits.length() > 64) {
      throw RpcException.of(
          RpcException.INVALID_PARAMS,
          "storage key too long (want at most 32 bytes): \"%s\"".formatted(shown));
    }
    if (digits.isEmpty() || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw RpcException.of(
          RpcException.INVALID_PARAMS, "invalid hex in storage key: \"%s\"".formatted(shown));
    }
  }

  private Answer at(BlockRef ref, Function<StateView, String> read) {
    ChainBlock block = blocks.require(ref);
    return Answer.of(Blocks.state(() -> read.apply(states.at(block.number()))));
  }
}
