package io.braid.node.cli;

import io.braid.node.Node;
import io.braid.node.config.Configuration;
import io.braid.node.config.Settings;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user needs to connect to a node that serves.
 *
 * @param url of JSON-RPC over HTTP
 * @param socketUrl of JSON-RPC over WebSocket
 * @param operationUrl of metrics and health
 * @param baseFeeWei for a unit of gas, at the start
 * @param accounts of the development chain, whose keys everybody knows; none on another chain
 */
record Facts(
    String url,
    String socketUrl,
    String operationUrl,
    long chainId,
    int shards,
    long baseFeeWei,
    String dataFolder,
    List<Account> accounts,
    List<TokenEntry> tokens) {

  /** An account with its key; both begin with 0x. */
  record Account(Address address, String key, BigDecimal ether) {}

  private static final int ETHER_DECIMALS = 18;

  static Facts of(Configuration configuration, Genesis genesis, Node node) {
    String at = configuration.get(Settings.RPC_HOST) + ":" + node.rpcPort().orElseThrow();
    boolean isDevelopment = configuration.get(Settings.GENESIS).equals(Settings.DEVNET_GENESIS);
    return new Facts(
        "http://" + at,
        "ws://" + at,
        operationUrl(configuration, node),
        genesis.chainId(),
        genesis.shards().count(),
        node.sequencing().orElseThrow().baseFee().nextBaseFee(),
        configuration.get(Settings.DATA_FOLDER),
        isDevelopment ? accounts(genesis) : List.of(),
        genesis.tokens());
  }

  static String operationUrl(Configuration configuration, Node node) {
    return "http://" + configuration.get(Settings.OPERATION_HOST) + ":" + node.operationPort();
  }

  /** The accounts of a development chain, in the order of its genesis. */
  static List<Account> accounts(Genesis genesis) {
    List<Account> accounts = new ArrayList<>();
    for (Genesis.Allocation allocation : genesis.allocations()) {
      if (allocation.asset().equals(AssetId.ETH)) {
        accounts.add(
            new Account(
                allocation.owner(),
                "0x" + DevelopmentKeys.ALL.get(accounts.size()),
                new BigDecimal(new BigInteger(1, allocation.amount().toBytes()), ETHER_DECIMALS)
                    .stripTrailingZeros()));
      }
    }
    return accounts;
  }
}
