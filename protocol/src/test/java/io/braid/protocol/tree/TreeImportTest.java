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
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes that are no tree: each fault, alone and in its order. */
class TreeImportTest {

  private static final int LEAVES_AT = 8 + 1;
  private static final int ROOT_AT = 1 + 8 + 8;

  private final Compression compression = new ScalarCompression();
  private byte[] header;
  private byte[] leaves;

  @BeforeEach
  void export() {
    StateTree tree = new StateTree(new MemoryTreeStore(), compression);
    TreeBatch batch = new TreeBatch();
    for (int i = 1; i < 50; i++) {
      batch.write(Word.of(10L * i), Word.of(1000L + i));
    }
    tree.update(batch);
    tree.update(new TreeBatch().write(Word.of(5), Word.of(1)).write(Word.of(20), Word.ZERO));
    List<byte[]> chunks = tree.snapshot().export().chunks();
    assertEquals(2, chunks.size());
    header = chunks.getFirst();
    leaves = chunks.getLast();
  }

  private ImportFault read(byte[]... chunks) {
    TreeImport in = new TreeImport(new MemoryTreeStore(), compression);
    ImportFault fault = null;
    for (byte[] chunk : chunks) {
      fault = in.accept(chunk);
    }
    ImportFault atEnd = in.finish();
    // A fault stays the first one.
    assertEquals(fault == null ? atEnd : fault, atEnd);
    return atEnd;
  }

  @Test
  void soundBytes() {
    assertNull(read(header, leaves));
  }

  @Test
  void storeThatHasATree() {
    MemoryTreeStore store = new MemoryTreeStore();
    StateTree unused = new StateTree(store, compression);
    assertEquals(0, unused.head().batch());
    assertEquals(
        "the store has a tree already",
        assertThrows(IllegalArgumentException.class, () -> new TreeImport(store, compression))
            .getMessage());
  }

  @Test
  void header() {
    byte[] version = header.clone();
    version[0] = 2;
    assertEquals(ImportFault.UNKNOWN_VERSION, read(version, leaves));
    assertEquals(ImportFault.UNKNOWN_VERSION, read(Arrays.copyOf(version, 1), leaves));
    assertEquals(ImportFault.TRUNCATED, read(new byte[0]));
    assertEquals(ImportFault.TRUNCATED, read(Arrays.copyOf(header, header.length - 1), leaves));
    assertEquals(
        ImportFault.TRAILING_BYTES, read(Arrays.copyOf(header, header.length + 1), leaves));
    for (long count : new long[] {0, -1, Limits.TREE_LEAVES_MAX + 1}) {
      assertEquals(ImportFault.OUT_OF_RANGE, read(put(header, LEAVES_AT, count), leaves));
    }
    assertEquals(ImportFault.OUT_OF_RANGE, read(put(header, 1, -1), leaves));
    byte[] element = header.clone();
    ByteBuffer.wrap(element).putInt(ROOT_AT, KoalaBear.MODULUS);
    assertEquals(ImportFault.ELEMENT_OUT_OF_RANGE, read(element, leaves));
    byte[] root = header.clone();
    root[ROOT_AT + 7] ^= 1;
    assertEquals(ImportFault.ROOT_MISMATCH, read(root, leaves));
  }

  @Test
  void chunks() {
    assertEquals(ImportFault.TRUNCATED, read());
    assertEquals(ImportFault.TRUNCATED, read(header));
    assertEquals(ImportFault.TRUNCATED, read(header, Arrays.copyOf(leaves, leaves.length - 1)));
    assertEquals(
        ImportFault.TRAILING_BYTES, read(header, Arrays.copyOf(leaves, leaves.length + 1)));
    assertEquals(ImportFault.TRAILING_BYTES, read(header, leaves, new byte[0]));
  }

  @Test
  void leaves() {
    assertEquals(ImportFault.WRONG_FIRST_LEAF, read(header, put(leaves, 24, 1)));
    assertEquals(ImportFault.WRONG_FIRST_LEAF, read(header, put(leaves, 88, 1)));
    assertEquals(ImportFault.WRONG_FIRST_LEAF, read(header, put(leaves, 96 + 24, 0)));
    assertEquals(ImportFault.NEXT_KEY_NOT_ABOVE, read(header, put(leaves, 96 + 24, 20)));
    assertEquals(ImportFault.ROOT_MISMATCH, read(header, put(leaves, 96 + 24, 19)));
    assertEquals(ImportFault.ROOT_MISMATCH, read(header, put(leaves, 96 + 88, 7)));
  }

  /** Leaves that are linked wrongly, below a root that is theirs. */
  @Test
  void links() {
    Leaf first = new Leaf(Word.ZERO, Word.of(5), Word.ZERO);
    Leaf five = new Leaf(Word.of(5), Word.of(9), Word.of(1));
    Leaf nine = new Leaf(Word.of(9), Leaf.KEY_MAX, Word.of(1));
    assertNull(readLeaves(first, five, nine));
    assertNull(readLeaves(first, nine, five));
    List<List<Leaf>> wrong =
        List.of(
            List.of(first, five),
            List.of(first, nine),
            List.of(first, five, nine, nine),
            List.of(first, five, five, nine),
            List.of(first, five, new Leaf(nine.key(), Word.of(10), nine.value())),
            List.of(new Leaf(Word.ZERO, Word.of(9), Word.ZERO), five, nine),
            List.of(new Leaf(Word.ZERO, Word.of(4), Word.ZERO), five, nine),
            List.of(first, new Leaf(five.key(), Leaf.KEY_MAX, five.value()), nine),
            List.of(first, new Leaf(five.key(), Word.of(8), five.value()), nine));
    for (List<Leaf> list : wrong) {
      assertEquals(ImportFault.WRONG_LINK, readLeaves(list.toArray(Leaf[]::new)), list.toString());
    }
  }

  private ImportFault readLeaves(Leaf... list) {
    long[] longs = new long[list.length * Leaf.LONGS];
    ByteBuffer bytes = ByteBuffer.allocate(list.length * TreeExport.LEAF_BYTES);
    for (int i = 0; i < list.length; i++) {
      list[i].copyTo(longs, i * Leaf.LONGS);
      bytes.put(list[i].key().toBytes()).put(list[i].next().toBytes());
      bytes.put(list[i].value().toBytes());
    }
    TreeBuilder builder =
        new TreeBuilder(new MemoryTreeStore(), compression, new EmptyDigests(compression));
    builder.add(longs, list.length);
    byte[] head = put(header, LEAVES_AT, list.length);
    System.arraycopy(builder.root().toBytes(), 0, head, ROOT_AT, Digest.BYTES);
    return read(head, bytes.array());
  }

  @Test
  void anyBytesGiveAFaultOrTheOneTreeOfThem() {
    Seeds.run(
        "tree-import-bytes",
        seed -> {
          Random random = new Random(seed);
          Set<ImportFault> met = EnumSet.noneOf(ImportFault.class);
          for (int i = 0; i < 2000; i++) {
            boolean isHeader = random.nextInt(3) == 0;
            byte[] first = isHeader ? Mutations.of(header, random) : header;
            byte[] second = isHeader ? leaves : Mutations.of(leaves, random);
            MemoryTreeStore store = new MemoryTreeStore();
            TreeImport in = new TreeImport(store, compression);
            in.accept(first);
            in.accept(second);
            ImportFault fault = in.finish();
            if (fault == null) {
              List<byte[]> chunks =
                  new ArrayList<>(new StateTree(store, compression).snapshot().export().chunks());
              assertArrayEquals(first, chunks.getFirst());
              assertArrayEquals(second, chunks.getLast());
            } else {
              assertNull(store.head());
              met.add(fault);
            }
          }
          assertNotEquals(0, met.size());
        });
  }

  private static byte[] put(byte[] bytes, int at, long number) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).putLong(at, number);
    return changed;
  }
}
