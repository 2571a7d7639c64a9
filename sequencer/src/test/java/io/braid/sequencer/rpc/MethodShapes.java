package io.braid.sequencer.rpc;

import static io.braid.sequencer.rpc.ArgumentType.ADDRESS;
import static io.braid.sequencer.rpc.ArgumentType.ANYTHING;
import static io.braid.sequencer.rpc.ArgumentType.BLOCK;
import static io.braid.sequencer.rpc.ArgumentType.BLOCK_NUMBER;
import static io.braid.sequencer.rpc.ArgumentType.BOOLEAN;
import static io.braid.sequencer.rpc.ArgumentType.CALL;
import static io.braid.sequencer.rpc.ArgumentType.DATA;
import static io.braid.sequencer.rpc.ArgumentType.FILTER;
import static io.braid.sequencer.rpc.ArgumentType.HASH;
import static io.braid.sequencer.rpc.ArgumentType.HASHES_ONLY;
import static io.braid.sequencer.rpc.ArgumentType.INTEGER;
import static io.braid.sequencer.rpc.ArgumentType.NEW_FILTER;
import static io.braid.sequencer.rpc.ArgumentType.OVERRIDES;
import static io.braid.sequencer.rpc.ArgumentType.PERCENTILES;
import static io.braid.sequencer.rpc.ArgumentType.QUANTITY;
import static io.braid.sequencer.rpc.ArgumentType.STORAGE_KEY;
import static io.braid.sequencer.rpc.ArgumentType.SUBSCRIPTION;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which arguments each method takes, as the execution API and {@code docs/rpc.md} say it: a method
 * that is added wants its row here.
 */
final class MethodShapes {

  /**
   * A method.
   *
   * @param required how many arguments must be there
   * @param errors the codes it may give though the form of all arguments is right
   */
  record Shape(String name, int required, List<ArgumentType> arguments, Set<Integer> errors) {

    /** The same with these codes. */
    Shape or(Integer... codes) {
      return new Shape(name, required, arguments, Set.of(codes));
    }
  }

  static final Map<String, Shape> BY_NAME =
      Stream.of(
              of("eth_chainId", 0),
              of("net_version", 0),
              of("web3_clientVersion", 0),
              of("web3_sha3", 1, DATA),
              of("eth_blockNumber", 0),
              of("eth_accounts", 0),
              of("net_listening", 0),
              of("net_peerCount", 0),
              of("eth_syncing", 0),
              of("eth_mining", 0),
              of("eth_hashrate", 0),
              of("eth_getBlockByNumber", 2, BLOCK_NUMBER, BOOLEAN),
              of("eth_getBlockByHash", 2, HASH, BOOLEAN),
              of("eth_getBlockReceipts", 1, BLOCK),
              of("eth_getBlockTransactionCountByNumber", 1, BLOCK_NUMBER),
              of("eth_getBlockTransactionCountByHash", 1, HASH),
              of("eth_getTransactionByBlockNumberAndIndex", 2, BLOCK_NUMBER, QUANTITY),
              of("eth_getTransactionByBlockHashAndIndex", 2, HASH, QUANTITY),
              of("eth_getUncleCountByBlockNumber", 1, BLOCK_NUMBER),
              of("eth_getUncleCountByBlockHash", 1, HASH),
              of("eth_getUncleByBlockNumberAndIndex", 2, BLOCK_NUMBER, QUANTITY),
              of("eth_getUncleByBlockHashAndIndex", 2, HASH, QUANTITY),
              of("eth_getTransactionByHash", 1, HASH),
              of("eth_getTransactionReceipt", 1, HASH),
              of("eth_getBalance", 1, ADDRESS, BLOCK).or(-32_000),
              of("eth_getTransactionCount", 1, ADDRESS, BLOCK).or(-32_000),
              of("eth_getCode", 1, ADDRESS, BLOCK).or(-32_000),
              of("eth_getStorageAt", 2, ADDRESS, STORAGE_KEY, BLOCK).or(-32_000),
              of("eth_call", 1, CALL, BLOCK, OVERRIDES, OVERRIDES).or(3, -32_000),
              of("eth_estimateGas", 1, CALL, BLOCK, OVERRIDES, OVERRIDES).or(3, -32_000),
              of("eth_createAccessList", 1, CALL, BLOCK, OVERRIDES).or(3, -32_000),
              of("eth_fillTransaction", 1, CALL).or(3, -32_000),
              of("eth_gasPrice", 0),
              of("eth_maxPriorityFeePerGas", 0),
              of("eth_baseFee", 0),
              of("eth_feeHistory", 2, INTEGER, BLOCK_NUMBER, PERCENTILES).or(-32_000),
              of("eth_sendRawTransaction", 1, DATA).or(-32_000),
              of("eth_sendRawTransactionSync", 1, DATA, INTEGER).or(-32_000),
              // The range may be none.
              of("eth_getLogs", 1, FILTER).or(-32_602, -32_000),
              of("eth_newFilter", 1, NEW_FILTER).or(-32_005),
              of("eth_newBlockFilter", 0).or(-32_005),
              of("eth_newPendingTransactionFilter", 0, HASHES_ONLY).or(-32_005),
              of("eth_uninstallFilter", 1, QUANTITY),
              of("eth_getFilterChanges", 1, QUANTITY).or(-32_000),
              of("eth_getFilterLogs", 1, QUANTITY).or(-32_602, -32_000),
              of("eth_subscribe", 1, SUBSCRIPTION, ANYTHING).or(-32_005),
              of("eth_unsubscribe", 1, QUANTITY).or(-32_000),
              of("braid_shardOf", 1, ADDRESS),
              of("braid_getTransactionStatus", 1, HASH),
              of("braid_status", 0))
          .collect(Collectors.toUnmodifiableMap(Shape::name, Function.identity()));

  /** In an order of their own, so that the same random numbers choose the same. */
  static final List<Shape> ALL = BY_NAME.keySet().stream().sorted().map(BY_NAME::get).toList();

  private MethodShapes() {}

  private static Shape of(String name, int required, ArgumentType... arguments) {
    return new Shape(name, required, List.of(arguments), Set.of());
  }
}
