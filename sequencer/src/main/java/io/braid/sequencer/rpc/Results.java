package io.braid.sequencer.rpc;

import io.braid.protocol.ledger.Call;
import io.braid.protocol.ledger.LogTemplate;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.List;

/** What a function that changes something would return, read from the logs it would write. */
final class Results {

  private static final int ADD_LIQUIDITY_ETH =
      AbiWords.selector("addLiquidityETH(address,uint256,uint256,uint256,address,uint256)");
  private static final int REMOVE_LIQUIDITY_ETH =
      AbiWords.selector("removeLiquidityETH(address,uint256,uint256,uint256,address,uint256)");

  private Results() {}

  /** The encoded results; none for functions that return nothing. */
  static Bytes of(Call call, Bytes data, List<Simulator.Log> logs, Programs programs) {
    return switch (call.operation()) {
      case TRANSFER, APPROVE, TRANSFER_FROM -> AbiWords.words(Word.of(1));
      case SWAP -> {
        List<Word> swap = last(logs, LogTemplate.SWAP);
        boolean fromFirst = !swap.get(1).equals(Word.ZERO);
        yield AbiWords.array(
            fromFirst ? swap.get(1) : swap.get(2), fromFirst ? swap.get(4) : swap.get(3));
      }
      case ADD_LIQUIDITY -> {
        List<Word> mint = last(logs, LogTemplate.MINT);
        Word minted = last(logs, LogTemplate.TRANSFER).get(3);
        boolean ordered = isOrdered(data, mint.get(0), programs);
        yield AbiWords.words(mint.get(ordered ? 1 : 2), mint.get(ordered ? 2 : 1), minted);
      }
      case REMOVE_LIQUIDITY -> {
        List<Word> burn = last(logs, LogTemplate.BURN);
        boolean ordered = isOrdered(data, burn.get(0), programs);
        yield AbiWords.words(burn.get(ordered ? 1 : 2), burn.get(ordered ? 2 : 1));
      }
      case ETH_TRANSFER, WITHDRAW, SWEEP -> Bytes.EMPTY;
    };
  }

  /** Whether the token that the call names first is the pool's first. ETH is named last. */
  private static boolean isOrdered(Bytes data, Word shares, Programs programs) {
    int selector = AbiWords.selectorOf(data).orElseThrow();
    if (selector == ADD_LIQUIDITY_ETH || selector == REMOVE_LIQUIDITY_ETH) {
      return false;
    }
    int words = (data.size() - AbiWords.SELECTOR_BYTES) / 32;
    Word named = AbiWords.arguments(data, words).orElseThrow().getFirst();
    return programs.addressOf(shares.low() >>> 32).equals(new Address(named));
  }

  private static List<Word> last(List<Simulator.Log> logs, LogTemplate template) {
    return logs.reversed().stream()
        .filter(log -> log.template() == template.code())
        .findFirst()
        .orElseThrow()
        .operands();
  }
}
