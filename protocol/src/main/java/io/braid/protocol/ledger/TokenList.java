package io.braid.protocol.ledger;

import io.braid.protocol.math.KeyedHash;
import io.braid.protocol.math.Word256;
import java.util.Arrays;

/**
 * The tokens the bridge knows: index to L1 address and back. Indexes start at 1 and have no gaps.
 * Lookups allocate nothing.
 */
public final class TokenList {

  /** The result of a lookup that finds nothing. */
  public static final int UNKNOWN = -1;

  private final KeyedHash hash;
  private int count;

  /** Addresses by index, four longs each; index 0 (ETH) is unused. */
  private long[] addresses = new long[4 * 16];

  /** Indexes by hash of the address, 0 where free; at most half full. */
  private int[] slots = new int[32];

  /**
   * An empty list.
   *
   * @param seed of the hash; random and secret where others choose the addresses
   */
  public TokenList(long seed) {
    hash = new KeyedHash(seed);
  }

  /** How many tokens there are; indexes run from 1 to this. */
  public int count() {
    return count;
  }

  /** Appends a token, which must not be in the list yet; its index is the new count. */
  public void add(long[] address, int offset) {
    if (indexOf(address, offset) != UNKNOWN) {
      throw new IllegalArgumentException(
          "token is in the list already: " + Word256.toHex(address, offset));
    }
    count++;
    if (4 * (count + 1) > addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * addresses.length);
    }
    Word256.copy(address, offset, addresses, 4 * count);
    if (2 * count > slots.length) {
      slots = new int[2 * slots.length];
      for (int index = 1; index < count; index++) {
        place(index);
      }
    }
    place(count);
  }

  /** The index of the token with this L1 address, or {@link #UNKNOWN}. */
  public int indexOf(long[] address, int offset) {
    for (int slot = slot(address, offset); ; slot = (slot + 1) & (slots.length - 1)) {
      int index = slots[slot];
      if (index == 0) {
        return UNKNOWN;
      }
      if (Word256.isEqual(addresses, 4 * index, address, offset)) {
        return index;
      }
    }
  }

  /** Copies the L1 address of a token, 1 to {@link #count}. */
  public void address(int index, long[] out, int offset) {
    if (index < 1 || index > count) {
      throw new IndexOutOfBoundsException("no token " + index + " of " + count);
    }
    Word256.copy(addresses, 4 * index, out, offset);
  }

  private void place(int index) {
    int slot = slot(addresses, 4 * index);
    while (slots[slot] != 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = index;
  }

  private int slot(long[] address, int offset) {
    return hash.hash(address, offset) & (slots.length - 1);
  }
}
