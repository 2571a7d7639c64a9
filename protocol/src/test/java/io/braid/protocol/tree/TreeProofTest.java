package io.braid.protocol.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.Limits;
import io.braid.protocol.crypto.KoalaBear;
import io.braid.protocol.fixtures.Mutations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.types.Word;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proof that was tampered with, one part at a time: the exact fault. */
class TreeProofTest {

  private static final Word KEY = Word.of(500);
  private static final Word BETWEEN = Word.of(504);

  private final Compression compression = new ScalarCompression();
  private TreeSnapshot snapshot;
  private Digest root;
  private TreeProof member;
  private TreeProof absence;

  @BeforeEach
  void proofs() {
    StateTree tree = new StateTree(new MemoryTreeStore(), compression);
    TreeBatch batch = new TreeBatch();
    for (int i = 1; i < 100; i++) {
      batch.write(Word.of(10L * i), Word.of(1000L + i));
    }
    tree.update(batch);
    snapshot = tree.snapshot();
    root = snapshot.head().root();
    member = snapshot.prove(KEY);
    absence = snapshot.prove(BETWEEN);
  }

  private void assertFault(ProofFault fault, TreeProof proof, Word key) {
    assertEquals(new TreeProof.Verdict(fault, proof, null), proof.verify(root, key, compression));
  }

  @Test
  void soundProofsShowValues() {
    assertEquals(
        new TreeProof.Verdict(null, member, Word.of(1050)), member.verify(root, KEY, compression));
    assertEquals(
        new TreeProof.Verdict(null, absence, Word.ZERO),
        absence.verify(root, BETWEEN, compression));
  }

  @Test
  void cellsAtBothEndsHaveProofs() {
    for (Word key : List.of(Word.of(1), new Word(-2, -1, -1, -1))) {
      assertEquals(
          Word.ZERO, snapshot.prove(key).verify(root, key, compression).value(), key.toString());
    }
  }

  @Test
  void reservedKey() {
    assertFault(ProofFault.RESERVED_KEY, member, Word.ZERO);
    assertFault(ProofFault.RESERVED_KEY, member, Leaf.KEY_MAX);
    assertEquals(
        "no cell has the key 0x0",
        assertThrows(IllegalArgumentException.class, () -> snapshot.prove(Word.ZERO)).getMessage());
  }

  @Test
  void keyThatTheLeafDoesNotEnclose() {
    // The ends of the gap are no part of it, and a leaf says nothing of keys below its own.
    assertFault(ProofFault.KEY_NOT_ENCLOSED, absence, Word.of(510));
    assertFault(ProofFault.KEY_NOT_ENCLOSED, absence, Word.of(499));
    assertFault(ProofFault.KEY_NOT_ENCLOSED, absence, Word.of(511));
  }

  @Test
  void eachFieldOfTheLeaf() {
    Leaf leaf = member.leaf();
    assertFault(
        ProofFault.KEY_NOT_ENCLOSED,
        with(member, new Leaf(Word.of(501), leaf.next(), leaf.value())),
        KEY);
    assertFault(
        ProofFault.ROOT_MISMATCH,
        with(member, new Leaf(Word.of(499), leaf.next(), leaf.value())),
        KEY);
    for (Leaf changed :
        List.of(
            new Leaf(leaf.key(), Word.of(511), leaf.value()),
            new Leaf(leaf.key(), leaf.next(), Word.of(1051)))) {
      assertFault(ProofFault.ROOT_MISMATCH, with(member, changed), KEY);
      assertFault(ProofFault.ROOT_MISMATCH, with(absence, changed), BETWEEN);
    }
    assertFault(
        ProofFault.KEY_NOT_ENCLOSED,
        with(absence, new Leaf(leaf.key(), BETWEEN, leaf.value())),
        BETWEEN);
  }

  @Test
  void everyLimbOfTheLeaf() {
    byte[] bytes = member.toBytes();
    for (int i = 0; i < TreeExport.LEAF_BYTES; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      TreeProof proof = TreeProof.decode(changed).proof();
      Word key = proof.leaf().key();
      assertFault(ProofFault.ROOT_MISMATCH, proof, key);
    }
  }

  @Test
  void everyBitOfTheIndex() {
    for (int bit = 0; bit < Limits.TREE_LEVELS; bit++) {
      assertFault(
          ProofFault.ROOT_MISMATCH,
          new TreeProof(member.leaf(), member.index() ^ (1L << bit), member.siblings()),
          KEY);
    }
  }

  @Test
  void everyElementOfEverySibling() {
    for (int level = 0; level < Limits.TREE_LEVELS; level++) {
      for (int element = 0; element < Digest.ELEMENTS; element++) {
        int[] digest = new int[Digest.ELEMENTS];
        member.siblings().get(level).copyTo(digest, 0);
        digest[element] = (digest[element] + 1) % KoalaBear.MODULUS;
        List<Digest> siblings = new ArrayList<>(member.siblings());
        siblings.set(level, Digest.of(digest, 0));
        assertFault(
            ProofFault.ROOT_MISMATCH, new TreeProof(member.leaf(), member.index(), siblings), KEY);
      }
    }
  }

  @Test
  void anotherRoot() {
    assertEquals(ProofFault.ROOT_MISMATCH, member.verify(Digest.ZERO, KEY, compression).fault());
  }

  @Test
  void bytesThatAreNoProof() {
    byte[] bytes = member.toBytes();
    assertEquals(TreeProof.BYTES, bytes.length);
    for (int length : new int[] {0, 1, bytes.length - 1}) {
      assertDecoded(ProofFault.TRUNCATED, Arrays.copyOf(bytes, length));
    }
    assertDecoded(ProofFault.TRAILING_BYTES, Arrays.copyOf(bytes, bytes.length + 1));
    int first = TreeProof.BYTES - Limits.TREE_LEVELS * Digest.BYTES;
    for (int at = first; at < bytes.length; at += Integer.BYTES) {
      byte[] changed = bytes.clone();
      ByteBuffer.wrap(changed).putInt(at, KoalaBear.MODULUS);
      assertDecoded(ProofFault.ELEMENT_OUT_OF_RANGE, changed);
      // Of two faults the first counts.
      assertDecoded(ProofFault.ELEMENT_OUT_OF_RANGE, Arrays.copyOf(changed, bytes.length + 1));
    }
  }

  private static void assertDecoded(ProofFault fault, byte[] bytes) {
    assertEquals(new TreeProof.Verdict(fault, null, null), TreeProof.decode(bytes));
  }

  @Test
  void anyBytesGiveAFaultOrTheOneProofOfThem() {
    Seeds.run(
        "tree-proof-bytes",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 3000; i++) {
            byte[] bytes = Mutations.of((i % 2 == 0 ? member : absence).toBytes(), random);
            TreeProof.Verdict decoded = TreeProof.decode(bytes);
            if (decoded.fault() == null) {
              assertArrayEquals(bytes, decoded.proof().toBytes());
            } else {
              assertNull(decoded.proof());
            }
          }
        });
  }

  @Test
  void noMutationShowsAnotherValue() {
    Seeds.run(
        "tree-proof-mutations",
        seed -> {
          Random random = new Random(seed);
          byte[] sound = member.toBytes();
          int refused = 0;
          for (int i = 0; i < 300; i++) {
            TreeProof proof = TreeProof.decode(Mutations.of(sound, random)).proof();
            if (proof != null) {
              Word value = proof.verify(root, KEY, compression).value();
              refused += value == null ? 1 : 0;
              assertEquals(proof.equals(member) ? Word.of(1050) : null, value);
            }
          }
          assertNotEquals(0, refused);
        });
  }

  @Test
  void everyKeyOfATreeIsProven() {
    Seeds.run(
        "tree-proof-keys",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 50; i++) {
            Word key = Word.of(1 + random.nextInt(1100));
            Word expected = snapshot.value(key);
            assertEquals(expected, snapshot.prove(key).verify(root, key, compression).value());
          }
        });
  }

  private static TreeProof with(TreeProof proof, Leaf leaf) {
    return new TreeProof(leaf, proof.index(), proof.siblings());
  }
}
