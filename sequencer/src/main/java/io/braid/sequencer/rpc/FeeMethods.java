package io.braid.sequencer.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.FeeReader;
import io.braid.sequencer.view.PrunedException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What gas costs and has cost. */
final class FeeMethods {

  /** A block of a fee history, with the tips at the percentiles asked for. */
  private record Past(ChainBlock block, List<Word> rewards) {}

  private final ChainReader chain;
  private final FeeReader fees;
  private final Blocks blocks;
  private final Word suggestedTip;

  FeeMethods(ChainReader chain, FeeReader fees, Blocks blocks, Word suggestedTip) {
    this.chain = chain;
    this.fees = fees;
    this.blocks = blocks;
    this.suggestedTip = suggestedTip;
  }

  Answer gasPrice(Params params) {
    params.count(0, 0);
    return Answer.of(Hex.quantity(suggestedCap()));
  }

  Answer maxPriorityFee(Params params) {
    params.count(0, 0);
    return Answer.of(Hex.quantity(suggestedTip));
  }

  Answer baseFee(Params params) {
    params.count(0, 0);
    return Answer.of(Hex.quantity(fees.nextBaseFee()));
  }

  /**
   * Twice the next base fee and the tip. A block comes every 100 ms and may raise the base fee by
   * an eighth: between the question and the first step there is room for six such blocks.
   */
  Word suggestedCap() {
    BigInteger base = new BigInteger(Long.toUnsignedString(fees.nextBaseFee()));
    return AbiWords.word(base.shiftLeft(1).add(LedgerState.toBigInteger(suggestedTip)));
  }

  Word suggestedTip() {
    return suggestedTip;
  }

  Answer history(Params params) {
    params.count(2, 3);
    long count = params.read(0, FeeMethods::blockCount);
    BlockRef newest = params.read(1, BlockRef::numberOrTag);
    List<Double> percentiles = params.readOptional(2, FeeMethods::percentiles).orElse(List.of());
    checkAscending(percentiles);
    ChainBlock last =
        blocks
            .find(newest)
            .orElseThrow(() ->
                RpcException.of(
                    RpcException.SERVER_ERROR,
                    "request beyond head block: the latest is " + blocks.latest()));
    long most =
        percentiles.isEmpty()
            ? RpcLimits.FEE_HISTORY_BLOCKS_MAX
            : RpcLimits.FEE_HISTORY_REWARD_BLOCKS_MAX;
    List<Past> history = past(last, Math.min(count, most), percentiles);
    long after =
        last.number() == blocks.latest()
            ? fees.nextBaseFee()
            : chain.block(last.number() + 1).map(ChainBlock::baseFee).orElse(fees.nextBaseFee());
    return out -> write(out, history, after, !percentiles.isEmpty());
  }

  /** From the newest backwards as far as blocks are kept, then oldest first. */
  private List<Past> past(ChainBlock last, long count, List<Double> percentiles) {
    List<Past> history = new ArrayList<>();
    for (long i = 0; i < count && i <= last.number(); i++) {
      long number = last.number() - i;
      ChainBlock block;
      List<Word> rewards;
      try {
        block = i == 0 ? last : chain.block(number).orElse(null);
        rewards = block == null ? null : rewards(block, percentiles);
      } catch (PrunedException _) {
        break;
      }
      if (block == null) {
        break;
      }
      history.add(new Past(block, rewards));
    }
    return history.reversed();
  }

  /** The tip at each percentile of the block's gas. */
  private List<Word> rewards(ChainBlock block, List<Double> percentiles) {
    if (percentiles.isEmpty()) {
      return List.of();
    }
    BigInteger base = new BigInteger(Long.toUnsignedString(block.baseFee()));
    List<ChainReceipt> byTip =
        chain.receipts(block.number()).stream()
            .sorted(Comparator.comparing(ChainReceipt::effectivePrice))
            .toList();
    List<Word> rewards = new ArrayList<>();
    int next = 0;
    long gas = byTip.isEmpty() ? 0 : byTip.getFirst().gasUsed();
    for (double percentile : percentiles) {
      while (next < byTip.size() - 1 && gas < block.gasUsed() * percentile / 100) {
        next++;
        gas += byTip.get(next).gasUsed();
      }
      rewards.add(
          byTip.isEmpty()
              ? Word.ZERO
              : AbiWords.word(
                  LedgerState.toBigInteger(byTip.get(next).effectivePrice())
                      .subtract(base)
                      .max(BigInteger.ZERO)));
    }
    return rewards;
  }

  private static void write(JsonGenerator out, List<Past> history, long after, boolean rewards)
      throws IOException {
    out.writeStartObject();
    long oldest = history.isEmpty() ? 0 : history.getFirst().block().number();
    out.writeStringField("oldestBlock", Hex.quantity(oldest));
    if (rewards) {
      out.writeArrayFieldStart("reward");
      for (Past past : history) {
        out.writeStartArray();
        for (Word reward : past.rewards()) {
          out.writeString(Hex.quantity(reward));
        }
        out.writeEndArray();
      }
      out.writeEndArray();
    }
    out.writeArrayFieldStart("baseFeePerGas");
    for (Past past : history) {
      out.writeString(Hex.quantity(past.block().baseFee()));
    }
    if (!history.isEmpty()) {
      out.writeString(Hex.quantity(after));
    }
    out.writeEndArray();
    out.writeArrayFieldStart("gasUsedRatio");
    for (Past past : history) {
      ChainBlock block = past.block();
      out.writeNumber(
          block.gasLimit() == 0 ? 0 : Math.min(1, (double) block.gasUsed() / block.gasLimit()));
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** A quantity or, as older clients send it, a number. */
  private static long blockCount(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
      return node.longValue();
    }
    long count = Values.uint64(node);
    return count < 0 ? Long.MAX_VALUE : count;
  }

  private static List<Double> percentiles(JsonNode node) {
    if (!node.isArray()) {
      throw new Values.BadValueException("not an array of percentiles");
    }
    List<Double> percentiles = new ArrayList<>();
    for (JsonNode percentile : node) {
      if (!percentile.isNumber()) {
        throw new Values.BadValueException("a percentile is a number from 0 to 100");
      }
      percentiles.add(percentile.doubleValue());
    }
    return percentiles;
  }

  private static void checkAscending(List<Double> percentiles) {
    if (percentiles.size() > RpcLimits.FEE_HISTORY_PERCENTILES_MAX) {
      throw RpcException.of(
          RpcException.SERVER_ERROR,
          "invalid reward percentile: over the query limit %d"
              .formatted(RpcLimits.FEE_HISTORY_PERCENTILES_MAX));
    }
    double before = 0;
    for (double percentile : percentiles) {
      if (!(percentile >= 0 && percentile <= 100)) {
        throw RpcException.of(
            RpcException.SERVER_ERROR, "invalid reward percentile: " + percentile);
      }
      if (percentile < before) {
        throw RpcException.of(
            RpcException.SERVER_ERROR,
            "invalid reward percentile: %s after %s, they must ascend"
                .formatted(percentile, before));
      }
      before = percentile;
    }
  }
}
