package io.braid.protocol.bench;

import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.TransactionBundleWriter;
import io.braid.protocol.types.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Records of 200 transactions: every account sends ETH once, in random order, to a random account,
 * by a transaction of type 2 with a signature of full length that nobody made.
 */
final class Bundles {

  static final long CHAIN_ID = 4242;
  static final long MAX_FEE = 100;
  private static final int BUNDLE = 200;
  private static final long GAS_LIMIT = 21_000;

  private Bundles() {}

  static List<byte[]> of(Accounts accounts) {
    SplittableRandom random = new SplittableRandom(11);
    int[] order = new int[accounts.count()];
    for (int i = 0; i < order.length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    byte[] r = new byte[32];
    byte[] s = new byte[32];
    List<byte[]> records = new ArrayList<>();
    TransactionBundleWriter bundle = new TransactionBundleWriter();
    for (int i = 0; i < order.length; i++) {
      random.nextBytes(r);
      random.nextBytes(s);
      // Below the order and half of it.
      r[0] = 0x7f;
      s[0] = 0x3f;
      byte[] raw = raw(address(accounts, random.nextInt(accounts.count())), i & 0xffff, r, s);
      bundle.add(address(accounts, order[i]), 0, raw, 0, raw.length);
      if ((i + 1) % BUNDLE == 0) {
        records.add(bundle.toByteArray());
        bundle = new TransactionBundleWriter();
      }
    }
    return records;
  }

  private static byte[] address(Accounts accounts, int account) {
    byte[] word = new byte[Word256.BYTES];
    Word256.writeBigEndian(accounts.addresses(), Accounts.at(account), word, 0);
    return Arrays.copyOfRange(word, Word256.BYTES - Address.BYTES, Word256.BYTES);
  }

  private static byte[] raw(byte[] to, long value, byte[] r, byte[] s) {
    byte[] payload =
        PlainRlp.encode(
            List.of(
                PlainRlp.integer(CHAIN_ID),
                PlainRlp.integer(0),
                PlainRlp.integer(1),
                PlainRlp.integer(MAX_FEE),
                PlainRlp.integer(GAS_LIMIT),
                to,
                PlainRlp.integer(value),
                new byte[0],
                List.of(),
                PlainRlp.integer(1),
                r.clone(),
                s.clone()));
    return PlainRlp.join(new byte[] {2}, payload);
  }
}
