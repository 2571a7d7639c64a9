package io.braid.stark.commit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many leaves and nodes at once against one at a time: rows of all widths, any number of them, and
 * nothing beside.
 */
class MerkleHashTest {

  private static final int HEIGHT = 64;
  private static final int WIDTH_MAX = 70;
  private static final int UNTOUCHED = -1;

  static Stream<MerkleHash> hashes() {
    return Stream.of(
        new KeccakMerkleHash(KeccakMerkleHash.DIGEST_BYTES_MAX),
        new KeccakMerkleHash(26),
        new Poseidon2MerkleHash());
  }

  private static int element(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> KoalaBear.MODULUS - 1;
      default -> random.nextInt(KoalaBear.MODULUS);
    };
  }

  private static Matrix matrix(Random random, int width) {
    Matrix matrix = new Matrix(HEIGHT, width);
    Arrays.setAll(matrix.elements(), at -> element(random));
    return matrix;
  }

  private static int[] row(List<Matrix> matrices, int row) {
    return matrices.stream()
        .flatMapToInt(matrix ->
            IntStream.range(row * matrix.width(), (row + 1) * matrix.width())
                .map(at -> matrix.elements()[at]))
        .toArray();
  }

  private static int[] untouched() {
    int[] digests = new int[HEIGHT * MerkleHash.DIGEST_INTS];
    Arrays.fill(digests, UNTOUCHED);
    return digests;
  }

  @ParameterizedTest
  @MethodSource("hashes")
  void leaves(MerkleHash hash) {
    Seeds.run(
        "leaves",
        seed -> {
          Random random = new Random(seed);
          for (int width = 1; width <= WIDTH_MAX; width++) {
            List<Matrix> matrices =
                List.of(
                    matrix(random, width),
                    matrix(random, 1 + random.nextInt(WIDTH_MAX)),
                    matrix(random, 1 + random.nextInt(WIDTH_MAX)));
            checkLeaves(hash, matrices.subList(0, 1 + random.nextInt(3)), random);
          }
        });
  }

  private static void checkLeaves(MerkleHash hash, List<Matrix> matrices, Random random) {
    int from = random.nextInt(HEIGHT);
    int to = from + 1 + random.nextInt(HEIGHT - from);
    int[] expected = untouched();
    int[] actual = untouched();
    int at = random.nextInt(HEIGHT - (to - from) + 1);
    for (int row = from; row < to; row++) {
      hash.leaf(row(matrices, row), expected, (at + row - from) * MerkleHash.DIGEST_INTS);
    }
    hash.leaves(matrices, from, to, actual, at);
    assertArrayEquals(expected, actual);
  }

  @ParameterizedTest
  @MethodSource("hashes")
  void nodes(MerkleHash hash) {
    Seeds.run(
        "nodes",
        seed -> {
          Random random = new Random(seed);
          int[] children = new int[2 * HEIGHT * MerkleHash.DIGEST_INTS];
          Arrays.setAll(children, at -> element(random));
          for (int width = 0; width <= WIDTH_MAX; width++) {
            List<Matrix> injected = width == 0 ? List.of() : List.of(matrix(random, width));
            checkNodes(hash, children, injected, random);
          }
        });
  }

  private static void checkNodes(
      MerkleHash hash, int[] children, List<Matrix> injected, Random random) {
    int from = random.nextInt(HEIGHT);
    int to = from + 1 + random.nextInt(HEIGHT - from);
    int[] expected = untouched();
    int[] actual = untouched();
    int leftAt = random.nextInt(HEIGHT);
    int rightAt = random.nextInt(HEIGHT);
    for (int node = from; node < to; node++) {
      int left = (leftAt + node - from) * MerkleHash.DIGEST_INTS;
      int right = (rightAt + node - from) * MerkleHash.DIGEST_INTS;
      int[] elements = row(injected, node);
      int place = node * MerkleHash.DIGEST_INTS;
      hash.node(children, left, children, right, elements, expected, place);
    }
    hash.nodes(children, leftAt, rightAt, injected, from, to, actual);
    assertArrayEquals(expected, actual);
  }
}
