package io.braid.stark.commit;

import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Poseidon2;
import io.braid.stark.poly.Matrix;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Roots as the protocol defines them, from the root down, with another implementation of Keccak.
 */
final class PlainTree {

  private final List<Matrix> matrices;
  private final int height;

  PlainTree(List<Matrix> matrices) {
    this.matrices = matrices;
    this.height = matrices.stream().mapToInt(Matrix::height).max().orElseThrow();
  }

  private List<Integer> row(int height, int index) {
    return matrices.stream()
        .filter(matrix -> matrix.height() == height)
        .flatMap(
            m -> Arrays.stream(m.elements(), index * m.width(), (index + 1) * m.width()).boxed())
        .toList();
  }

  byte[] keccakRoot(int digestBytes) {
    return keccakNode(1, 0, digestBytes);
  }

  private byte[] keccakNode(int nodes, int index, int digestBytes) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    if (nodes < height) {
      message.writeBytes(keccakNode(2 * nodes, index, digestBytes));
      message.writeBytes(keccakNode(2 * nodes, index + nodes, digestBytes));
    }
    for (int element : row(nodes, index)) {
      int number = KoalaBear.toCanonical(element);
      for (int shift = 24; shift >= 0; shift -= 8) {
        message.write(number >>> shift);
      }
    }
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(message.toByteArray(), 0, message.size());
    byte[] digest = new byte[32];
    keccak.doFinal(digest, 0);
    Arrays.fill(digest, digestBytes, 32, (byte) 0);
    return digest;
  }

  int[] poseidonRoot() {
    return poseidonNode(1, 0);
  }

  private int[] poseidonNode(int nodes, int index) {
    List<Integer> row = row(nodes, index);
    if (nodes == height) {
      return sponge(row);
    }
    int[] joined = compress(poseidonNode(2 * nodes, index), poseidonNode(2 * nodes, index + nodes));
    return row.isEmpty() ? joined : compress(joined, sponge(row));
  }

  private static int[] compress(int[] left, int[] right) {
    int[] state = Arrays.copyOf(left, 16);
    System.arraycopy(right, 0, state, 8, 8);
    Poseidon2.WIDTH_16.permute(state);
    int[] digest = new int[8];
    for (int i = 0; i < 8; i++) {
      digest[i] = KoalaBear.add(state[i], left[i]);
    }
    return digest;
  }

  private static int[] sponge(List<Integer> elements) {
    int[] state = new int[24];
    state[16] = KoalaBear.of(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      state[i % 16] = elements.get(i);
      if (i % 16 == 15 || i == elements.size() - 1) {
        Poseidon2.WIDTH_24.permute(state);
      }
    }
    return Arrays.copyOf(state, 8);
  }
}
