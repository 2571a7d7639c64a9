package io.braid.node.cli;

import io.braid.protocol.record.TokenEntry;
import io.braid.sequencer.header.HeaderWriterMachine;
import java.io.PrintWriter;
import java.util.List;

/** What a user needs to connect, as text. */
final class Banner {

  private static final String RULE = "==================";

  private Banner() {}

  static void print(PrintWriter out, Facts facts) {
    out.println("Braid is ready. Nothing is proven yet, and nothing settles on L1.");
    if (!facts.accounts().isEmpty()) {
      printAccounts(out, facts.accounts());
    }
    if (!facts.tokens().isEmpty()) {
      printTokens(out, facts.tokens());
    }
    title(out, "Chain");
    row(out, "Chain id", Long.toUnsignedString(facts.chainId()));
    row(out, "Shards", Integer.toString(facts.shards()));
    row(out, "Base fee", Long.toUnsignedString(facts.baseFeeWei()) + " wei");
    row(out, "Data", facts.dataFolder());
    title(out, "To connect");
    row(out, "JSON-RPC", facts.url() + "   " + facts.socketUrl());
    row(out, "Operation", facts.operationUrl() + "/metrics   /liveness   /readiness");
    row(out, "ethers", ethers(facts));
    row(out, "viem", viem(facts));
    out.println();
    out.flush();
  }

  private static void printAccounts(PrintWriter out, List<Facts.Account> accounts) {
    title(out, "Accounts, whose keys everybody knows");
    for (int i = 0; i < accounts.size(); i++) {
      Facts.Account account = accounts.get(i);
      out.printf("(%d) %s (%s ETH)%n", i, account.address(), account.ether().toPlainString());
    }
    title(out, "Private keys");
    for (int i = 0; i < accounts.size(); i++) {
      out.printf("(%d) %s%n", i, accounts.get(i).key());
    }
    title(out, "Wallet");
    row(out, "Mnemonic", DevelopmentKeys.MNEMONIC);
    row(out, "Path", DevelopmentKeys.DERIVATION_PATH);
  }

  private static void printTokens(PrintWriter out, List<TokenEntry> tokens) {
    title(out, "Tokens");
    for (TokenEntry token : tokens) {
      out.printf(
          "%s %s, %d decimals (%s)%n",
          token.address(), token.symbol(), token.decimals(), token.name());
    }
  }

  private static void title(PrintWriter out, String text) {
    out.println();
    out.println(text);
    out.println(RULE);
  }

  private static void row(PrintWriter out, String name, String value) {
    out.printf("%-10s %s%n", name, value);
  }

  /** Without the options, ethers caches nonces for a while and asks for the chain id again. */
  static String ethers(Facts facts) {
    return "new JsonRpcProvider(\"%s\", %s, {staticNetwork: true, cacheTimeout: -1})"
        .formatted(facts.url(), Long.toUnsignedString(facts.chainId()));
  }

  /** Without the block time, viem looks for receipts every 4 s. */
  static String viem(Facts facts) {
    return """
    defineChain({id: %s, name: "Braid devnet", nativeCurrency: {name: "Ether", symbol: "ETH", decimals: 18}, \
    rpcUrls: {default: {http: ["%s"], webSocket: ["%s"]}}, blockTime: %d})\
    """
        .formatted(
            Long.toUnsignedString(facts.chainId()),
            facts.url(),
            facts.socketUrl(),
            HeaderWriterMachine.BUSY_INTERVAL_MS);
  }
}
