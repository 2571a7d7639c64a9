package io.braid.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenesisFileTest {

  private static final String TOKEN = "0x00000000000000000000000000000000000000a1";
  private static final String OWNER = "0x00000000000000000000000000000000000000b1";
  private static final String VALID =
      """
      chain-id = 7
      shards = 2
      collector = "0x00000000000000000000000000000000000000C1"
      [[tokens]]
      address = "%s"
      symbol = "T"
      name = "Token"
      decimals = 18
      [[allocations]]
      owner = "%s"
      asset = "ETH"
      amount = "340282366920938463463374607431768211455"
      [[allocations]]
      owner = "%s"
      asset = "%s"
      amount = "128"
      """
          .formatted(TOKEN, OWNER, OWNER, TOKEN);

  private static Address address(int last) {
    return new Address(Word.of(last));
  }

  @Test
  void readsWhatIsThere() {
    Genesis genesis = GenesisFile.parse("g", VALID);
    assertEquals(
        new Genesis(
            7,
            new ShardCount(2),
            List.of(new TokenEntry(address(0xa1), 18, "T", "Token")),
            List.of(
                new Genesis.Allocation(address(0xb1), AssetId.ETH, new Word(-1, -1, 0, 0)),
                new Genesis.Allocation(address(0xb1), AssetId.token(1), Word.of(128))),
            address(0xc1)),
        genesis);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chain-id = 7 | chain-id = 0 | chain-id must be a whole number from 1 to"
            + " 9223372036854775807",
        "chain-id = 7 | chain-id = '7' | chain-id must be a whole number from 1 to"
            + " 9223372036854775807",
        "shards = 2 | shards = 3 | shards must be a power of two, not 3",
        "shards = 2 | shards = 512 | shards must be a whole number from 1 to 256",
        "shards = 2 | shard = 2 | shard is unknown;shards must be a whole number from 1 to 256",
        "00C1 | 00C | collector must be an address: 0x and 40 hexadecimal digits",
        "decimals = 18 | decimals = 256 | tokens 1: decimals must be a whole number from 0 to 255",
        "[[tokens]] | [tokens] | tokens must be tables: [[tokens]];allocations 2: asset must be"
            + " ETH or the address of a token above, not"
            + " 0x00000000000000000000000000000000000000a1",
        "\"128\" | 128 | allocations 2: amount must be a text of at most 64 bytes",
        "\"128\" | \"-1\" | allocations 2: amount must be a number below 2^128 in quotes, not -1",
        "768211455 | 768211456 | allocations 1: amount must be a number below 2^128 in quotes, not"
            + " 340282366920938463463374607431768211456",
        "asset = \"ETH\" | asset = \"eth\" | allocations 1: asset must be ETH or the address of a"
            + " token above, not eth",
        "00b1 | 00a1 | allocations 1: owner is a program address:"
            + " 0x00000000000000000000000000000000000000a1",
      })
  void faultIsNamed(String valid, String wrong, String faults) {
    String changed = VALID.replaceFirst(java.util.regex.Pattern.quote(valid), wrong);
    String message =
        assertThrows(ConfigurationException.class, () -> GenesisFile.parse("g", changed))
            .getMessage();
    assertEquals(
        Stream.of(faults.split(";")).map(fault -> "g: " + fault).toList(),
        message.lines().toList());
  }

  @Test
  void sumsAreLimited() {
    String twice =
        VALID
            + """
            [[allocations]]
            owner = "0x00000000000000000000000000000000000000b2"
            asset = "ETH"
            amount = "1"
            """;
    assertEquals(
        "g: 2^128 or more of asset 0x0 is given out",
        assertThrows(ConfigurationException.class, () -> GenesisFile.parse("g", twice))
            .getMessage());
  }

  @Test
  void whatIsNoToml() {
    String message =
        assertThrows(ConfigurationException.class, () -> GenesisFile.parse("g", "shards ="))
            .getMessage();
    assertEquals("g, line 1: ", message.substring(0, 11));
  }

  /** The accounts of the development chain are those whose keys stand in Anvil's banner. */
  @Test
  void developmentChainFundsTheKnownKeys() throws IOException {
    try (InputStream in = GenesisFile.class.getResourceAsStream("devnet-genesis.toml")) {
      Genesis genesis =
          GenesisFile.parse("devnet", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      assertEquals(4, genesis.shards().count());
      assertEquals(30, genesis.allocations().size());
      BigInteger first =
          new BigInteger("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80", 16);
      assertEquals(
          Address.of(Signer.of(first).address()), genesis.allocations().getFirst().owner());
      BigInteger last =
          new BigInteger("2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6", 16);
      assertEquals(Address.of(Signer.of(last).address()), genesis.allocations().getLast().owner());
    }
  }
}
