package io.braid.stark.commit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.fixtures.Golden;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import io.braid.stark.proof.ProofWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A pruned opening with its root, as the tests of the contract read it. */
class OpeningVectorsTest {

  private static final int DIGEST_BYTES = 26;
  private static final int[] LOG_ROWS = {5, 3, 5, 0};
  private static final int[] WIDTHS = {3, 11, 1, 2};

  /** More levels than the tree has. */
  private static final int LOG_DOMAIN = 7;

  private static final int QUERIES = 9;

  @Test
  void openingsAreThoseOfTheVectors() throws IOException {
    Random random = new Random(1);
    List<Matrix> matrices = new ArrayList<>();
    ObjectNode vector = JsonNodeFactory.instance.objectNode();
    vector.put("digestBytes", DIGEST_BYTES).put("logDomain", LOG_DOMAIN);
    for (int i = 0; i < WIDTHS.length; i++) {
      Matrix matrix = new Matrix(1 << LOG_ROWS[i], WIDTHS[i]);
      Arrays.setAll(matrix.elements(), at -> random.nextInt(KoalaBear.MODULUS));
      matrices.add(matrix);
      vector.withArray("/logRows").add(LOG_ROWS[i]);
      vector.withArray("/widths").add(WIDTHS[i]);
    }
    int[] drawn = random.ints(QUERIES, 0, 1 << LOG_DOMAIN).toArray();
    Arrays.stream(drawn).forEach(position -> vector.withArray("/positions").add(position));
    byte[] root = new PlainTree(matrices).keccakRoot(DIGEST_BYTES);
    vector.put("root", hex(root));
    KeccakMerkleHash hash = new KeccakMerkleHash(DIGEST_BYTES);
    try (Workers workers = new Workers(1)) {
      MerkleTree tree = new MerkleTree(matrices, hash, workers);
      byte[] bytes = new byte[root.length];
      hash.toBytes(tree.root(), bytes, 0);
      assertArrayEquals(root, bytes);
      int levels = LOG_DOMAIN - tree.shape().logHeight();
      int[] positions = Positions.ancestors(Positions.distinct(drawn), levels);
      Opening opening = tree.openPruned(positions);
      assertEquals(
          OpeningVerdict.VALID,
          PrunedOpening.verify(hash, tree.shape(), tree.root(), positions, opening));
      ProofWriter writer = new ProofWriter(hash);
      int header = writer.toBytes().length;
      writer.opening(opening);
      byte[] written = writer.toBytes();
      vector.put("opening", hex(Arrays.copyOfRange(written, header, written.length)));
    }
    JsonNode committed = Golden.check("contract/opening.json", vector);
    assertEquals(vector, committed);
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
