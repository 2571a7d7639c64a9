package io.braid.protocol.crypto;

import java.util.Arrays;

/** Keccak-256 as the submission writes it down, with no regard to speed. */
final class PlainKeccak {

  private static final int RATE_BYTES = 136;

  private PlainKeccak() {}

  static byte[] hash(byte[] message) {
    byte[] padded = Arrays.copyOf(message, (message.length / RATE_BYTES + 1) * RATE_BYTES);
    padded[message.length] ^= 0x01;
    padded[padded.length - 1] ^= (byte) 0x80;
    long[][] lanes = new long[5][5];
    for (int block = 0; block < padded.length; block += RATE_BYTES) {
      for (int i = 0; i < RATE_BYTES; i++) {
        int lane = i / 8;
        lanes[lane % 5][lane / 5] ^= (padded[block + i] & 0xffL) << (8 * (i % 8));
      }
      lanes = permute(lanes);
    }
    byte[] digest = new byte[32];
    for (int i = 0; i < digest.length; i++) {
      digest[i] = (byte) (lanes[i / 8][0] >>> (8 * (i % 8)));
    }
    return digest;
  }

  private static long[][] permute(long[][] lanes) {
    int register = 1;
    long[][] a = lanes;
    for (int round = 0; round < 24; round++) {
      a = chi(rhoAndPi(theta(a)));
      for (int j = 0; j <= 6; j++) {
        if ((register & 1) != 0) {
          a[0][0] ^= 1L << ((1 << j) - 1);
        }
        register <<= 1;
        if (register > 0xff) {
          register ^= 0x171;
        }
      }
    }
    return a;
  }

  private static long[][] theta(long[][] a) {
    long[] columns = new long[5];
    for (int x = 0; x < 5; x++) {
      columns[x] = a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4];
    }
    long[][] out = new long[5][5];
    for (int x = 0; x < 5; x++) {
      long parity = columns[(x + 4) % 5] ^ Long.rotateLeft(columns[(x + 1) % 5], 1);
      for (int y = 0; y < 5; y++) {
        out[x][y] = a[x][y] ^ parity;
      }
    }
    return out;
  }

  private static long[][] rhoAndPi(long[][] a) {
    long[][] out = new long[5][5];
    out[0][0] = a[0][0];
    int x = 1;
    int y = 0;
    for (int t = 0; t < 24; t++) {
      int to = (2 * x + 3 * y) % 5;
      out[y][to] = Long.rotateLeft(a[x][y], (t + 1) * (t + 2) / 2);
      x = y;
      y = to;
    }
    return out;
  }

  private static long[][] chi(long[][] a) {
    long[][] out = new long[5][5];
    for (int x = 0; x < 5; x++) {
      for (int y = 0; y < 5; y++) {
        out[x][y] = a[x][y] ^ (~a[(x + 1) % 5][y] & a[(x + 2) % 5][y]);
      }
    }
    return out;
  }
}
