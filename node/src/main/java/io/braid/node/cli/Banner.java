package io.braid.node.cli;

import io.braid.node.Role;
import io.braid.node.config.Configuration;
import io.braid.node.config.Settings;
import io.braid.protocol.shard.Genesis;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What a user needs to connect, printed when the node serves. */
final class Banner {

  private Banner() {}

  static void print(
      PrintWriter out,
      Configuration configuration,
      Genesis genesis,
      Set<Role> roles,
      OptionalInt rpcPort) {
    if (rpcPort.isPresent()) {
      printConnection(out, configuration, genesis, rpcPort.getAsInt());
    } else {
      out.println("Braid is ready: " + roles);
    }
    out.flush();
  }

  private static void printConnection(
      PrintWriter out, Configuration configuration, Genesis genesis, int rpcPort) {
    String at = configuration.get(Settings.RPC_HOST) + ":" + rpcPort;
    out.println("Braid is ready. Nothing is proven yet, and nothing settles on L1.");
    out.println();
    out.println("JSON-RPC    http://" + at + "   ws://" + at);
    out.println("Chain id    " + Long.toUnsignedString(genesis.chainId()));
    out.println("Shards      " + genesis.shards().count());
    out.println("Data        " + configuration.get(Settings.DATA_FOLDER));
    if (configuration.get(Settings.GENESIS).equals(Settings.DEVNET_GENESIS)) {
      printAccounts(out, genesis);
    }
    out.println();
    out.println(
        "ethers: new JsonRpcProvider(url, chainId, {staticNetwork: true, cacheTimeout: -1})");
  }

  private static void printAccounts(PrintWriter out, Genesis genesis) {
    out.println();
    out.println("Accounts (10,000 ETH each; everybody knows the keys)");
    List<String> owners =
        genesis.allocations().stream()
            .map(allocation -> allocation.owner().toString())
            .distinct()
            .toList();
    for (int i = 0; i < owners.size(); i++) {
      out.println("  " + owners.get(i) + "  0x" + DevelopmentKeys.ALL.get(i));
    }
    out.println();
    out.println("Tokens");
    genesis.tokens().forEach(token -> out.println("  " + token.address() + "  " + token.symbol()));
  }
}
