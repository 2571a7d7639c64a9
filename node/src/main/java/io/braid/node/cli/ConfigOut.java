package io.braid.node.cli;

import io.braid.sequencer.header.BaseFee;
import io.braid.sequencer.rpc.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a user needs to connect, as JSON; what Anvil has too has Anvil's name. */
final class ConfigOut {

  private ConfigOut() {}

  static String json(Facts facts) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(
        "available_accounts", facts.accounts().stream().map(a -> a.address().toString()).toList());
    all.put("private_keys", facts.accounts().stream().map(Facts.Account::key).toList());
    if (!facts.accounts().isEmpty()) {
      all.put(
          "wallet",
          ordered(
              "mnemonic", DevelopmentKeys.MNEMONIC,
              "derivation_path", DevelopmentKeys.DERIVATION_PATH));
    }
    all.put("base_fee", Long.toUnsignedString(facts.baseFeeWei()));
    all.put("gas_limit", Long.toString(BaseFee.BLOCK_GAS_LIMIT));
    all.put("chain_id", Long.toUnsignedString(facts.chainId()));
    all.put("shards", facts.shards());
    all.put("data_folder", facts.dataFolder());
    all.put("rpc_url", facts.url());
    all.put("ws_url", facts.socketUrl());
    all.put("operation_url", facts.operationUrl());
    all.put("tokens", tokens(facts));
    all.put("ethers", Banner.ethers(facts));
    all.put("viem", Banner.viem(facts));
    return JsonValues.page(all);
  }

  private static List<Map<String, Object>> tokens(Facts facts) {
    return facts.tokens().stream()
        .map(token ->
            ordered(
                "address", token.address().toString(),
                "symbol", token.symbol(),
                "name", token.name(),
                "decimals", token.decimals()))
        .toList();
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      ordered.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return ordered;
  }
}
