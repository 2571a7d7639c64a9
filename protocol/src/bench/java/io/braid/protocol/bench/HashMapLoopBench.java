package io.braid.protocol.bench;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The bound that the ledger is held against: the least that any ledger does for a transfer. Two
 * look-ups in a hash map in open addressing, keyed by the whole address, and an addition to a
 * nonce, a subtraction from one balance and an addition to another, of 64 bits each.
 *
 * <p>It checks nothing but the balance, and it has no fee, no 256-bit number, no record of changes
 * and no program.
 */
@State(Scope.Benchmark)
public class HashMapLoopBench extends SingleShot {

  private static final int SLOT = 8;
  private static final int BALANCE = 4;
  private static final int NONCE = 5;

  private Accounts accounts;
  private long[] slots;
  private int mask;
  private SplittableRandom random;

  /** Fills the map. */
  @Setup
  public void fill() {
    accounts = new Accounts(ACCOUNTS);
    int capacity = Integer.highestOneBit(ACCOUNTS - 1) * 4;
    slots = new long[capacity * SLOT];
    mask = capacity - 1;
    for (int i = 0; i < ACCOUNTS; i++) {
      int slot = find(Accounts.at(i));
      System.arraycopy(accounts.addresses(), Accounts.at(i), slots, slot, 3);
      slots[slot + 3] = 1;
      slots[slot + BALANCE] = Accounts.BALANCE;
    }
    random = new SplittableRandom(7);
  }

  private int find(int at) {
    long[] key = accounts.addresses();
    long mix = (key[at] ^ Long.rotateLeft(key[at + 1], 23) ^ key[at + 2]) * 0x9e37_79b9_7f4a_7c15L;
    for (int slot = (int) (mix >>> 32) & mask; ; slot = (slot + 1) & mask) {
      int base = slot * SLOT;
      if (slots[base + 3] == 0
          || (slots[base] == key[at]
              && slots[base + 1] == key[at + 1]
              && slots[base + 2] == key[at + 2])) {
        return base;
      }
    }
  }

  /** Transfers between random accounts. */
  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public long transfers() {
    long done = 0;
    for (int i = 0; i < TRANSFERS; i++) {
      int sender = find(Accounts.at(random.nextInt(ACCOUNTS)));
      int receiver = find(Accounts.at(random.nextInt(ACCOUNTS)));
      long amount = i & 0xffff;
      if (slots[sender + BALANCE] >= amount) {
        slots[sender + NONCE]++;
        slots[sender + BALANCE] -= amount;
        slots[receiver + BALANCE] += amount;
        done++;
      }
    }
    return done;
  }
}
