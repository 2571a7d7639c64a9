package io.braid.protocol.bench;

import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.cell.CellTable;
import io.braid.protocol.math.Word256;
import java.util.Random;

/** Random accounts, the same for every benchmark of a run. */
final class Accounts {

  /** What each account holds of each asset at first, in the smallest unit. */
  static final long BALANCE = 1L << 60;

  /** Addresses, four longs each. */
  private final long[] addresses;

  private final int count;

  Accounts(int count) {
    this.count = count;
    this.addresses = new long[count * Word256.LONGS];
    Random random = new Random(count);
    for (int i = 0; i < count; i++) {
      int at = at(i);
      addresses[at] = random.nextLong();
      addresses[at + 1] = random.nextLong();
      addresses[at + 2] = random.nextLong() & 0xffff_ffffL;
    }
  }

  int count() {
    return count;
  }

  long[] addresses() {
    return addresses;
  }

  /** Where the address of an account begins. */
  static int at(int account) {
    return account * Word256.LONGS;
  }

  /** Gives every account its balance of an asset. */
  void fund(CellTable cells, long asset) {
    long[] words = new long[3 * Word256.LONGS];
    words[Word256.LONGS] = asset;
    words[2 * Word256.LONGS] = BALANCE;
    for (int i = 0; i < count; i++) {
      CellKey.pack(CellKind.HOLDING.code(), 0, addresses, at(i), words, Word256.LONGS, words, 0);
      cells.put(words, 0, words, 2 * Word256.LONGS);
    }
  }
}
