package io.braid.node.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.node.config.GenesisFile;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.shard.Genesis;
import io.braid.sequencer.rpc.JsonValues;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a development chain is true, and the same as text and as JSON. */
class FactsTest {

  private static final String URL = "http://127.0.0.1:8545";

  private static Facts facts() throws Exception {
    try (InputStream in = GenesisFile.class.getResourceAsStream("devnet-genesis.toml")) {
      Genesis genesis =
          GenesisFile.parse("devnet", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return new Facts(
          URL,
          "ws://127.0.0.1:8545",
          "http://127.0.0.1:9545",
          genesis.chainId(),
          genesis.shards().count(),
          1_000_000_000L,
          "data",
          Facts.accounts(genesis),
          genesis.tokens());
    }
  }

  @Test
  void keysAreThoseOfTheAccounts() throws Exception {
    List<Facts.Account> accounts = facts().accounts();
    assertEquals(10, accounts.size());
    for (Facts.Account account : accounts) {
      Signer signer = Signer.of(new BigInteger(account.key().substring(2), 16));
      assertArrayEquals(signer.address(), account.address().toBytes());
      assertEquals("10000", account.ether().toPlainString());
    }
  }

  @Test
  void textTellsAllThatAUserNeeds() throws Exception {
    StringWriter text = new StringWriter();
    Banner.print(new PrintWriter(text), facts());
    List<String> lines = text.toString().lines().toList();
    assertTrue(lines.getFirst().startsWith("Braid is ready"), lines.getFirst());
    for (String line :
        List.of(
            "(0) 0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266 (10000 ETH)",
            "(0) 0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
            "Mnemonic   test test test test test test test test test test test junk",
            "0x00000000000000000000000000000000000d0114 DUSD, 6 decimals (Development dollar)",
            "Chain id   4242",
            "Shards     4",
            "Base fee   1000000000 wei",
            "JSON-RPC   http://127.0.0.1:8545   ws://127.0.0.1:8545",
            "ethers     new JsonRpcProvider(\"http://127.0.0.1:8545\", 4242,"
                + " {staticNetwork: true, cacheTimeout: -1})")) {
      assertTrue(lines.contains(line), () -> line + " is not in\n" + text);
    }
    assertTrue(text.toString().contains("blockTime: 100})"), text::toString);
  }

  @Test
  void jsonTellsTheSame() throws Exception {
    Facts facts = facts();
    Map<?, ?> json = (Map<?, ?>) JsonValues.read(ConfigOut.json(facts));
    assertEquals(
        facts.accounts().stream().map(account -> account.address().toString()).toList(),
        json.get("available_accounts"));
    assertEquals(
        facts.accounts().stream().map(Facts.Account::key).toList(), json.get("private_keys"));
    assertEquals("4242", json.get("chain_id"));
    assertEquals("1000000000", json.get("base_fee"));
    assertEquals(URL, json.get("rpc_url"));
    assertEquals(
        Map.of(
            "address", "0x00000000000000000000000000000000000b17c0",
            "symbol", "DBTC",
            "name", "Development bitcoin",
            "decimals", 8),
        ((List<?>) json.get("tokens")).get(1));
    assertEquals(Banner.viem(facts), json.get("viem"));
  }
}
