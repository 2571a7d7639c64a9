package io.braid.protocol.ledger;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.math.Word256;
import java.nio.charset.StandardCharsets;

/**
 * Addresses that belong to the ledger itself: a tag of 80 bits, then two numbers of 32 bits and one
 * of 16. Nobody can send from one, so the tag needs no key behind it; that no key is ever found for
 * one is not relied on.
 *
 * <p>A pool's address holds both token indexes. Its last 16 bits, which decide the home shard,
 * depend on the pair alone, so whatever is later built on the pair can live on the same shard.
 */
public final class SystemAddress {

  /** {@code first} of every system address that is no pool; no token has this index. */
  private static final long NO_POOL = 0xffff_ffffL;

  private static final int FEE_ACCOUNT = 1;
  private static final int ROUTER = 2;
  private static final int BRIDGE = 3;
  private static final int FACADE = 4;

  private static final long SPREAD_0 = 40_503;
  private static final long SPREAD_1 = 31_153;

  private static final byte[] TAG =
      Keccak256.hash("braid.system.v1".getBytes(StandardCharsets.US_ASCII));

  /** The tag's upper 16 bits, as bits 144 to 159 of an address. */
  private static final long TAG_HIGH = ((TAG[0] & 0xffL) << 8) | (TAG[1] & 0xffL);

  /** The tag's lower 64 bits, as bits 80 to 143 of an address. */
  private static final long TAG_LOW = tagLow();

  private static final long TAG_LOW_SHIFTED = TAG_LOW << 16;

  /** What an address is to the ledger. */
  public enum Kind {
    NONE,
    POOL,
    FEE_ACCOUNT,
    ROUTER,
    BRIDGE,
    FACADE,
    /** Carries the tag, but nothing answers there. */
    UNUSED
  }

  private SystemAddress() {}

  /** Whether the address carries the tag. */
  public static boolean isSystem(long[] address, int offset) {
    return (address[offset + 2] & 0xffff_ffffL) == ((TAG_HIGH << 16) | (TAG_LOW >>> 48))
        && (address[offset + 1] & ~0xffffL) == TAG_LOW_SHIFTED;
  }

  /**
   * What the address is. A pool's tokens may be unknown to the token list, a fee account's shard
   * beyond the shard count: see {@link #first}, {@link #second} and {@link #last}.
   */
  public static Kind kindOf(long[] address, int offset) {
    if (!isSystem(address, offset)) {
      return Kind.NONE;
    }
    long first = first(address, offset);
    long second = second(address, offset);
    int last = last(address, offset);
    if (first < second) {
      return last == spread(first, second) ? Kind.POOL : Kind.UNUSED;
    }
    if (first != NO_POOL) {
      return Kind.UNUSED;
    }
    if (second == FEE_ACCOUNT) {
      return Kind.FEE_ACCOUNT;
    }
    if (last != 0) {
      return Kind.UNUSED;
    }
    return switch ((int) second) {
      case ROUTER -> Kind.ROUTER;
      case BRIDGE -> Kind.BRIDGE;
      case FACADE -> Kind.FACADE;
      default -> Kind.UNUSED;
    };
  }

  /** The first number, 32 bits: token0 of a pool. */
  public static long first(long[] address, int offset) {
    return ((address[offset + 1] & 0xffffL) << 16) | (address[offset] >>> 48);
  }

  /** The second number, 32 bits: token1 of a pool. */
  public static long second(long[] address, int offset) {
    return (address[offset] >>> 16) & 0xffff_ffffL;
  }

  /** The last number, 16 bits: the shard of a fee account. */
  public static int last(long[] address, int offset) {
    return (int) (address[offset] & 0xffffL);
  }

  /** Writes the address of the pool of two tokens, {@code token0 < token1}, as a word. */
  public static void pool(long token0, long token1, long[] out, int offset) {
    compose(token0, token1, spread(token0, token1), out, offset);
  }

  /** Writes the address of the fee account of a shard as a word. */
  public static void feeAccount(int shard, long[] out, int offset) {
    compose(NO_POOL, FEE_ACCOUNT, shard, out, offset);
  }

  /** Writes the router's address as a word. */
  public static void router(long[] out, int offset) {
    compose(NO_POOL, ROUTER, 0, out, offset);
  }

  /** Writes the bridge's address as a word. */
  public static void bridge(long[] out, int offset) {
    compose(NO_POOL, BRIDGE, 0, out, offset);
  }

  /** Writes the address of ETH as an ERC-20 token as a word. */
  public static void facade(long[] out, int offset) {
    compose(NO_POOL, FACADE, 0, out, offset);
  }

  private static void compose(long first, long second, int last, long[] out, int offset) {
    Word256.clear(out, offset);
    out[offset] = (first << 48) | (second << 16) | last;
    out[offset + 1] = TAG_LOW_SHIFTED | (first >>> 16);
    out[offset + 2] = (TAG_HIGH << 16) | (TAG_LOW >>> 48);
  }

  /** Spreads pairs over shards; odd factors, so that each token alone does too. */
  private static int spread(long token0, long token1) {
    return (int) ((SPREAD_0 * token0 + SPREAD_1 * token1) & 0xffff);
  }

  private static long tagLow() {
    long low = 0;
    for (int i = 2; i < 10; i++) {
      low = (low << 8) | (TAG[i] & 0xffL);
    }
    return low;
  }
}
