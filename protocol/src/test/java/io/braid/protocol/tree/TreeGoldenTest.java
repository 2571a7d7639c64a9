package io.braid.protocol.tree;

import static io.braid.protocol.tree.RandomBatches.word;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.fixtures.Golden;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The committed vectors of the tree, for any other implementation to read as well; {@code
 * scripts/mvn test -pl protocol -Dtest=TreeGoldenTest -Dbraid.golden=write} writes them anew.
 */
class TreeGoldenTest {

  private static final String GOLDEN = "io/braid/protocol/tree/tree.json";

  private static final BigInteger HOLDING =
      new BigInteger("0100000000112233445566778899aabbccddeeff012345670000000100000007", 16);

  private final Compression compression = new ScalarCompression();

  @Test
  void committedVectors() throws Exception {
    JsonNode golden = Golden.check(GOLDEN, generated());
    StateTree tree = new StateTree(new MemoryTreeStore(), compression);
    assertEquals(golden.get("freshRoot").asText(), tree.head().root().toString());
    EmptyDigests empty = new EmptyDigests(compression);
    for (int level = 0; level < golden.get("emptyDigests").size(); level++) {
      assertEquals(golden.get("emptyDigests").get(level).asText(), empty.of(level).toString());
    }
    for (JsonNode update : golden.get("updates")) {
      TreeBatch batch = new TreeBatch();
      for (JsonNode write : update.get("writes")) {
        batch.write(Word.parse(write.get(0).asText()), Word.parse(write.get(1).asText()));
      }
      Transition transition = tree.update(batch);
      TransitionCheck.check(transition);
      assertEquals(update.get("root").asText(), tree.head().root().toString());
      assertEquals(update.get("leafCount").asLong(), tree.head().leafCount());
      for (JsonNode leaf : update.get("leaves")) {
        assertEquals(leaf.get("digest").asText(), digest(leaf).toString());
      }
    }
    for (JsonNode vector : golden.get("proofs")) {
      Word key = Word.parse(vector.get("key").asText());
      TreeProof proof = tree.snapshot().prove(key);
      byte[] bytes = HexFormat.of().parseHex(vector.get("bytes").asText().substring(2));
      assertEquals(proof, TreeProof.decode(bytes).proof());
      assertEquals(vector.get("bytes").asText(), hex(proof.toBytes()));
      TreeProof.Verdict verdict = proof.verify(tree.head().root(), key, compression);
      assertEquals(vector.get("value").asText(), verdict.value().toString());
    }
  }

  private Digest digest(JsonNode leaf) {
    long[] longs = new long[Leaf.LONGS];
    new Leaf(
            Word.parse(leaf.get("key").asText()),
            Word.parse(leaf.get("next").asText()),
            Word.parse(leaf.get("value").asText()))
        .copyTo(longs, 0);
    return Digest.of(LeafDigests.of(compression, longs, 1), 0);
  }

  private static JsonNode generated() {
    NaiveTree tree = NaiveTree.plain();
    ObjectNode golden = JsonNodeFactory.instance.objectNode();
    golden.put("freshRoot", tree.root());
    ArrayNode empty = golden.putArray("emptyDigests");
    for (int level = 0; level <= 40; level++) {
      empty.add(tree.empty(level));
    }
    ArrayNode updates = golden.putArray("updates");
    for (SortedMap<BigInteger, BigInteger> writes : writes()) {
      tree.update(writes);
      ObjectNode update = updates.addObject();
      ArrayNode written = update.putArray("writes");
      writes.forEach(
          (key, value) -> written.addArray().add(word(key).toString()).add(word(value).toString()));
      update.put("leafCount", tree.leafCount()).put("root", tree.root());
      ArrayNode leaves = update.putArray("leaves");
      for (BigInteger key : tree.keys()) {
        leaves
            .addObject()
            .put("key", word(key).toString())
            .put("next", word(tree.next(key)).toString())
            .put("value", word(tree.value(key)).toString())
            .put("digest", tree.leafDigest(key));
      }
    }
    ArrayNode proofs = golden.putArray("proofs");
    for (BigInteger key :
        List.of(
            BigInteger.ONE,
            HOLDING,
            HOLDING.add(BigInteger.ONE),
            HOLDING.add(BigInteger.TWO),
            Words.MAX.subtract(BigInteger.ONE))) {
      addProof(proofs, tree, key);
    }
    return golden;
  }

  /** Insertions, then updates, a value of 0, an insertion in between and one that is none. */
  private static List<SortedMap<BigInteger, BigInteger>> writes() {
    TreeMap<BigInteger, BigInteger> first = new TreeMap<>();
    first.put(HOLDING, new BigInteger("123456789000000000000000000"));
    first.put(HOLDING.add(BigInteger.TWO), Words.MAX);
    first.put(HOLDING.shiftLeft(2), BigInteger.ONE);
    TreeMap<BigInteger, BigInteger> second = new TreeMap<>();
    second.put(HOLDING, BigInteger.TEN);
    second.put(HOLDING.add(BigInteger.ONE), BigInteger.ONE.shiftLeft(255));
    second.put(HOLDING.add(BigInteger.TWO), BigInteger.ZERO);
    second.put(HOLDING.add(BigInteger.valueOf(3)), BigInteger.ZERO);
    second.put(Words.MAX.subtract(BigInteger.ONE), BigInteger.valueOf(0x7f000001));
    return List.of(first, new TreeMap<>(), second);
  }

  private static void addProof(ArrayNode proofs, NaiveTree tree, BigInteger key) {
    BigInteger leaf = tree.floor(key);
    long index = tree.keys().indexOf(leaf);
    StringBuilder bytes = new StringBuilder("0x");
    for (BigInteger word : List.of(leaf, tree.next(leaf), tree.value(leaf))) {
      bytes.append("%064x".formatted(word));
    }
    bytes.append("%010x".formatted(index));
    tree.siblings(index).forEach(sibling -> bytes.append(sibling, 2, sibling.length()));
    proofs
        .addObject()
        .put("key", word(key).toString())
        .put("value", word(tree.value(key)).toString())
        .put("bytes", bytes.toString());
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
