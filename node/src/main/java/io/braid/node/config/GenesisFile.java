package io.braid.node.config;

import io.braid.protocol.Limits;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * Reads what a chain begins with, from TOML:
 *
 * <pre>
 * chain-id = 4242
 * shards = 4
 * collector = "0x..."
 *
 * [[tokens]]
 * address = "0x..."
 * symbol = "USDX"
 * name = "Example dollar"
 * decimals = 6
 *
 * [[allocations]]
 * owner = "0x..."
 * asset = "ETH"                     # or a token's address
 * amount = "10000000000000000000"   # in the smallest unit
 * </pre>
 *
 * <p>All processes of a chain must be given the same one; it is never read again once the chain has
 * begun.
 */
public final class GenesisFile {

  private static final BigInteger AMOUNT_LIMIT = BigInteger.ONE.shiftLeft(128);
  private static final int DECIMALS_MAX = 255;

  private final String name;
  private final List<String> faults = new ArrayList<>();
  private final List<TokenEntry> tokens = new ArrayList<>();
  private final Map<Address, AssetId> assets = new HashMap<>();
  private final List<Genesis.Allocation> allocations = new ArrayList<>();
  private final Map<AssetId, BigInteger> sums = new HashMap<>();

  private GenesisFile(String name) {
    this.name = name;
  }

  /**
   * Reads a genesis.
   *
   * @param name of the file, for faults
   * @throws ConfigurationException naming every fault
   */
  public static Genesis parse(String name, String toml) {
    TomlParseResult parsed = Toml.parse(toml);
    if (parsed.hasErrors()) {
      throw new ConfigurationException(
          parsed.errors().stream()
              .map(error ->
                  "%s, line %d: %s".formatted(name, error.position().line(), error.getMessage()))
              .toList());
    }
    return new GenesisFile(name).read(parsed);
  }

  private Genesis read(TomlTable file) {
    checkNames("", file, List.of("chain-id", "shards", "collector", "tokens", "allocations"));
    long chainId = number("", file, "chain-id", 1, Long.MAX_VALUE);
    long shards = number("", file, "shards", 1, Limits.SHARDS_MAX);
    Address collector = address("", file, "collector");
    tables(file, "tokens", this::readToken);
    tables(file, "allocations", this::readAllocation);
    if (faults.isEmpty() && Long.bitCount(shards) != 1) {
      fault("shards must be a power of two, not " + shards);
    }
    sums.forEach((asset, sum) -> {
      if (sum.compareTo(AMOUNT_LIMIT) >= 0) {
        fault("2^128 or more of asset 0x%x is given out".formatted(asset.number()));
      }
    });
    if (!faults.isEmpty()) {
      throw new ConfigurationException(faults);
    }
    return new Genesis(chainId, new ShardCount((int) shards), tokens, allocations, collector);
  }

  private interface TableReader {
    void read(String where, TomlTable table);
  }

  private void tables(TomlTable file, String key, TableReader reader) {
    Object value = file.get(List.of(key));
    if (value == null) {
      return;
    }
    boolean areTables =
        value instanceof TomlArray array
            && array.toList().stream().allMatch(each -> each instanceof TomlTable);
    if (!areTables) {
      fault("%s must be tables: [[%s]]".formatted(key, key));
      return;
    }
    List<Object> all = ((TomlArray) value).toList();
    for (int i = 0; i < all.size(); i++) {
      reader.read("%s %d: ".formatted(key, i + 1), (TomlTable) all.get(i));
    }
  }

  private void readToken(String where, TomlTable table) {
    checkNames(where, table, List.of("address", "symbol", "name", "decimals"));
    Address address = address(where, table, "address");
    String symbol = text(where, table, "symbol", Limits.TOKEN_SYMBOL_BYTES_MAX);
    String tokenName = text(where, table, "name", Limits.TOKEN_NAME_BYTES_MAX);
    long decimals = number(where, table, "decimals", 0, DECIMALS_MAX);
    if (address == null || symbol == null || tokenName == null) {
      return;
    }
    tokens.add(new TokenEntry(address, (int) decimals, symbol, tokenName));
    if (isSystem(address)) {
      fault("%saddress is a system address: %s".formatted(where, address));
    } else if (assets.put(address, AssetId.token(tokens.size())) != null) {
      fault("%saddress is another token's already: %s".formatted(where, address));
    }
  }

  private void readAllocation(String where, TomlTable table) {
    checkNames(where, table, List.of("owner", "asset", "amount"));
    Address owner = address(where, table, "owner");
    String asset = text(where, table, "asset", 2 + 2 * Address.BYTES);
    String amount = text(where, table, "amount", Limits.TOKEN_NAME_BYTES_MAX);
    if (owner == null || asset == null || amount == null) {
      return;
    }
    if (isSystem(owner) || assets.containsKey(owner)) {
      fault("%sowner is a program address: %s".formatted(where, owner));
    }
    AssetId id = "ETH".equals(asset) ? AssetId.ETH : tokenOf(where, asset);
    BigInteger value = amount(where, amount);
    if (id != null && value != null) {
      sums.merge(id, value, BigInteger::add);
      byte[] digits = value.toByteArray();
      int sign = digits.length > 1 && digits[0] == 0 ? 1 : 0;
      byte[] bytes = Arrays.copyOfRange(digits, sign, digits.length);
      allocations.add(new Genesis.Allocation(owner, id, Word.of(bytes)));
    }
  }

  private AssetId tokenOf(String where, String asset) {
    AssetId id = null;
    try {
      id = assets.get(Address.parse(asset));
    } catch (IllegalArgumentException _) {
      // Told below, with the same words.
    }
    if (id == null) {
      fault("%sasset must be ETH or the address of a token above, not %s".formatted(where, asset));
    }
    return id;
  }

  private BigInteger amount(String where, String text) {
    if (text.matches("[0-9]{1,39}")) {
      BigInteger value = new BigInteger(text);
      if (value.compareTo(AMOUNT_LIMIT) < 0) {
        return value;
      }
    }
    fault("%samount must be a number below 2^128 in quotes, not %s".formatted(where, text));
    return null;
  }

  private void checkNames(String where, TomlTable table, List<String> known) {
    Set<String> unknown = new HashSet<>(table.keySet());
    known.forEach(unknown::remove);
    unknown.stream().sorted().forEach(key -> fault("%s%s is unknown".formatted(where, key)));
  }

  private long number(String where, TomlTable table, String key, long least, long most) {
    if (table.get(List.of(key)) instanceof Long value && value >= least && value <= most) {
      return value;
    }
    fault("%s%s must be a whole number from %d to %d".formatted(where, key, least, most));
    return least;
  }

  private Address address(String where, TomlTable table, String key) {
    if (table.get(List.of(key)) instanceof String text) {
      try {
        return Address.parse(text);
      } catch (IllegalArgumentException _) {
        // Told below, with the same words.
      }
    }
    fault("%s%s must be an address: 0x and 40 hexadecimal digits".formatted(where, key));
    return null;
  }

  private String text(String where, TomlTable table, String key, int bytesMax) {
    if (table.get(List.of(key)) instanceof String text
        && text.getBytes(StandardCharsets.UTF_8).length <= bytesMax) {
      return text;
    }
    fault("%s%s must be a text of at most %d bytes".formatted(where, key, bytesMax));
    return null;
  }

  private static boolean isSystem(Address address) {
    return SystemAddress.isSystem(address.word().toLongs(), 0);
  }

  private void fault(String fault) {
    faults.add(name + ": " + fault);
  }
}
