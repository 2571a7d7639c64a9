package io.braid.protocol.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Golden;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.ledger.SystemAddress.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemAddressTest {

  private static final long NO_POOL = (1L << 32) - 1;

  private static final BigInteger TAG =
      new BigInteger(
          1,
          Arrays.copyOf(Keccak256.hash("braid.system.v1".getBytes(StandardCharsets.US_ASCII)), 10));

  private static BigInteger compose(long first, long second, long last) {
    return TAG.shiftLeft(80)
        .add(BigInteger.valueOf(first).shiftLeft(48))
        .add(BigInteger.valueOf(second).shiftLeft(16))
        .add(BigInteger.valueOf(last));
  }

  private static Kind kindOf(BigInteger address) {
    return SystemAddress.kindOf(Words.of(address), 0);
  }

  private static long spread(long token0, long token1) {
    return (40503 * token0 + 31153 * token1) % 65536;
  }

  /** Wallets and the L1 contracts know these addresses. */
  @Test
  void goldenVector() throws IOException {
    ObjectNode golden = JsonNodeFactory.instance.objectNode();
    golden.put("router", hex(compose(NO_POOL, 2, 0)));
    golden.put("bridge", hex(compose(NO_POOL, 3, 0)));
    golden.put("facade", hex(compose(NO_POOL, 4, 0)));
    for (int shard : new int[] {0, 1, 255}) {
      golden.put("fee account " + shard, hex(compose(NO_POOL, 1, shard)));
    }
    for (long[] pair : new long[][] {{0, 1}, {0, 2}, {1, 2}, {7, 1 << 20}, {1048575, 1048576}}) {
      golden.put(
          "pool " + pair[0] + " " + pair[1],
          hex(compose(pair[0], pair[1], spread(pair[0], pair[1]))));
    }
    var committed = Golden.check("io/braid/protocol/ledger/system-addresses.json", golden);
    assertEquals(committed.get("router").asText(), hex(Addresses.router()));
    assertEquals(committed.get("bridge").asText(), hex(Addresses.bridge()));
    assertEquals(committed.get("facade").asText(), hex(Addresses.facade()));
    assertEquals(committed.get("fee account 255").asText(), hex(Addresses.feeAccount(255)));
    assertEquals(committed.get("pool 0 1").asText(), hex(Addresses.pool(0, 1)));
    assertEquals(
        committed.get("pool 1048575 1048576").asText(), hex(Addresses.pool(1048575, 1048576)));
  }

  private static String hex(BigInteger address) {
    return "0x%040x".formatted(address);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 1048576", "1, 2", "1048575, 1048576", "4294967293, 4294967294"})
  void poolHasItsTokensInIt(long token0, long token1) {
    BigInteger pool = Addresses.pool(token0, token1);
    long[] word = Words.of(pool);
    assertEquals(compose(token0, token1, spread(token0, token1)), pool);
    assertEquals(Kind.POOL, kindOf(pool));
    assertEquals(token0, SystemAddress.first(word, 0));
    assertEquals(token1, SystemAddress.second(word, 0));
    assertEquals(spread(token0, token1), SystemAddress.last(word, 0));
    // Every other last field, and the tokens the wrong way round, is no pool.
    for (int bit = 0; bit < 16; bit++) {
      assertEquals(Kind.UNUSED, kindOf(pool.flipBit(bit)));
    }
    assertEquals(Kind.UNUSED, kindOf(compose(token1, token0, spread(token1, token0))));
    assertEquals(Kind.UNUSED, kindOf(compose(token0, token0, spread(token0, token0))));
    assertEquals(Kind.UNUSED, kindOf(compose(token1, token1, spread(token1, token1))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 65535})
  void feeAccountHasItsShardInIt(int shard) {
    BigInteger account = Addresses.feeAccount(shard);
    assertEquals(compose(NO_POOL, 1, shard), account);
    assertEquals(Kind.FEE_ACCOUNT, kindOf(account));
    assertEquals(shard, SystemAddress.last(Words.of(account), 0));
    assertEquals(shard % 256, account.mod(BigInteger.valueOf(256)).intValue());
  }

  /** Each of the single addresses, and the addresses beside it. */
  @Test
  void kindsOfNeighbours() {
    assertEquals(Kind.UNUSED, kindOf(compose(NO_POOL, 0, 0)));
    assertEquals(Kind.FEE_ACCOUNT, kindOf(compose(NO_POOL, 1, 0)));
    assertEquals(Kind.ROUTER, kindOf(compose(NO_POOL, 2, 0)));
    assertEquals(Kind.BRIDGE, kindOf(compose(NO_POOL, 3, 0)));
    assertEquals(Kind.FACADE, kindOf(compose(NO_POOL, 4, 0)));
    for (long second : new long[] {5, 6, 1L << 31, (1L << 31) + 2, NO_POOL}) {
      assertEquals(Kind.UNUSED, kindOf(compose(NO_POOL, second, 0)), () -> "second " + second);
    }
    for (int second = 2; second <= 4; second++) {
      for (int bit = 0; bit < 16; bit++) {
        assertEquals(Kind.UNUSED, kindOf(compose(NO_POOL, second, 1L << bit)));
      }
      assertEquals(Kind.UNUSED, kindOf(compose(NO_POOL - 1, second, 0)));
    }
    assertEquals(Kind.UNUSED, kindOf(compose(NO_POOL - 1, 1, 0)));
  }

  /** An address that differs in one bit of the tag is nobody's. */
  @Test
  void everyBitOfTheTagCounts() {
    for (BigInteger address :
        new BigInteger[] {Addresses.router(), Addresses.pool(1, 2), Addresses.feeAccount(0)}) {
      assertTrue(SystemAddress.isSystem(Words.of(address), 0));
      for (int bit = 80; bit < 160; bit++) {
        BigInteger other = address.flipBit(bit);
        assertFalse(SystemAddress.isSystem(Words.of(other), 0), other::toString);
        assertEquals(Kind.NONE, kindOf(other));
      }
    }
    assertEquals(Kind.NONE, kindOf(BigInteger.ZERO));
  }

  /** Pools of 1,000 pairs on 16 shards: none has less than half or more than twice its share. */
  @ParameterizedTest
  @CsvSource({"all pairs of tokens", "pairs with ETH", "pairs with one token"})
  void poolsSpreadOverShards(String which) {
    int[] pools = new int[16];
    for (int i = 0; i < 1000; i++) {
      long[] pair =
          switch (which) {
            case "pairs with ETH" -> new long[] {0, 1 + i};
            case "pairs with one token" -> new long[] {7, 8 + i};
            default -> new long[] {i % 40, 40 + i / 40};
          };
      BigInteger pool = Addresses.pool(pair[0], pair[1]);
      pools[pool.mod(BigInteger.valueOf(pools.length)).intValue()]++;
    }
    for (int count : pools) {
      assertTrue(count >= 31 && count <= 125, () -> Arrays.toString(pools));
    }
  }
}
