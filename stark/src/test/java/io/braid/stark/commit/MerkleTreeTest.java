package io.braid.stark.commit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Roots against the plain definition; openings are accepted, and what is changed in them is not.
 */
class MerkleTreeTest {

  private static final int RUNS = 40;

  private static List<Matrix> matrices(Random random) {
    List<Matrix> matrices = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      Matrix matrix = new Matrix(1 << random.nextInt(9), 1 + random.nextInt(40));
      Arrays.setAll(matrix.elements(), at -> random.nextInt(KoalaBear.MODULUS));
      matrices.add(matrix);
    }
    return matrices;
  }

  private interface TreeTest {
    void run(Random random, MerkleTree tree);
  }

  private static void forTrees(String name, TreeTest test) {
    Seeds.run(
        name,
        seed -> {
          Random random = new Random(seed);
          try (Workers workers = new Workers(2)) {
            for (int run = 0; run < RUNS; run++) {
              MerkleHash hash =
                  run % 2 == 0
                      ? new KeccakMerkleHash(20 + random.nextInt(13))
                      : new Poseidon2MerkleHash();
              test.run(random, new MerkleTree(matrices(random), hash, workers));
            }
          }
        });
  }

  @Test
  void rootsAreThoseOfTheDefinition() {
    forTrees(
        "roots",
        (random, tree) -> {
          PlainTree plain = new PlainTree(tree.matrices());
          if (tree.hash() instanceof KeccakMerkleHash) {
            ByteBuffer bytes = ByteBuffer.wrap(plain.keccakRoot(tree.hash().digestBytes()));
            int[] expected = new int[MerkleHash.DIGEST_INTS];
            bytes.asIntBuffer().get(expected);
            assertArrayEquals(expected, tree.root());
          } else {
            assertArrayEquals(plain.poseidonRoot(), tree.root());
          }
        });
  }

  private static int[] positions(Random random, int logHeight) {
    return random.ints(1 + random.nextInt(20), 0, 1 << logHeight).toArray();
  }

  @Test
  void openingsAreAcceptedAndNothingElseIs() {
    forTrees(
        "openings",
        (random, tree) -> {
          int[] queries = positions(random, tree.shape().logHeight());
          int[] distinct = Positions.distinct(queries);
          Opening plain = tree.openPlain(queries);
          Opening pruned = tree.openPruned(distinct);
          assertEquals(OpeningVerdict.VALID, plain(tree, queries, plain));
          assertEquals(OpeningVerdict.VALID, pruned(tree, distinct, pruned));
          for (int change = 0; change < 20; change++) {
            tamper(random, plain, tree, () -> plain(tree, queries, plain));
            tamper(random, pruned, tree, () -> pruned(tree, distinct, pruned));
          }
          assertEquals(
              OpeningVerdict.WRONG_NUMBER_OF_SIBLINGS,
              pruned(tree, distinct, longer(pruned, MerkleHash.DIGEST_INTS)));
          assertEquals(
              OpeningVerdict.WRONG_NUMBER_OF_SIBLINGS, plain(tree, queries, longer(plain, 1)));
          assertEquals(
              OpeningVerdict.WRONG_ROWS,
              pruned(
                  tree,
                  distinct,
                  new Opening(pruned.rows().subList(1, pruned.rows().size()), new int[0])));
          assertEquals(OpeningVerdict.WRONG_POSITIONS, pruned(tree, new int[0], pruned));
          int beyond = 1 << tree.shape().logHeight();
          assertEquals(OpeningVerdict.WRONG_POSITIONS, plain(tree, new int[] {beyond}, plain));
          assertEquals(OpeningVerdict.WRONG_POSITIONS, pruned(tree, new int[] {0, 0}, pruned));
        });
  }

  private static Opening longer(Opening opening, int ints) {
    int[] siblings = opening.siblings();
    return new Opening(opening.rows(), Arrays.copyOf(siblings, siblings.length + ints));
  }

  private static OpeningVerdict plain(MerkleTree tree, int[] positions, Opening opening) {
    return PlainOpening.verify(tree.hash(), tree.shape(), tree.root(), positions, opening);
  }

  private static OpeningVerdict pruned(MerkleTree tree, int[] positions, Opening opening) {
    return PrunedOpening.verify(tree.hash(), tree.shape(), tree.root(), positions, opening);
  }

  private interface Verification {
    OpeningVerdict run();
  }

  /** Changes one int of an opening, looks at the verdict, and changes it back. */
  private static void tamper(
      Random random, Opening opening, MerkleTree tree, Verification verification) {
    boolean ofRows = opening.siblings().length == 0 || random.nextBoolean();
    int[] changed =
        ofRows
            ? opening.rows().get(random.nextInt(opening.rows().size())).elements()
            : opening.siblings();
    int at = random.nextInt(changed.length);
    int before = changed[at];
    if (ofRows || tree.hash() instanceof Poseidon2MerkleHash) {
      changed[at] = KoalaBear.add(before, KoalaBear.ONE);
      assertEquals(OpeningVerdict.OTHER_ROOT, verification.run());
      changed[at] = KoalaBear.MODULUS;
      OpeningVerdict expected = ofRows ? OpeningVerdict.NO_ELEMENT : OpeningVerdict.NO_DIGEST;
      assertEquals(expected, verification.run());
    } else {
      changed[at] = before ^ (1 << random.nextInt(Integer.SIZE));
      boolean isDigest = tree.hash().isDigest(changed, at - at % MerkleHash.DIGEST_INTS);
      assertEquals(
          isDigest ? OpeningVerdict.OTHER_ROOT : OpeningVerdict.NO_DIGEST, verification.run());
    }
    changed[at] = before;
  }
}
