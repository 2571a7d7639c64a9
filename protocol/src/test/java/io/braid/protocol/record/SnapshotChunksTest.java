package io.braid.protocol.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.Limits;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Snapshots cut into chunks and joined again, with chunks missing, twice, or among others. */
class SnapshotChunksTest {

  private static final int SHARD = 3;

  /** A snapshot as chunks of a few bytes each. */
  private static List<SnapshotChunk> chunks(long nextOffset, byte[] snapshot, int chunkBytes) {
    List<SnapshotChunk> chunks = new ArrayList<>();
    int count = Math.ceilDiv(snapshot.length, chunkBytes);
    Word digest = Word.of(Keccak256.hash(snapshot));
    for (int i = 0; i < count; i++) {
      byte[] part = new byte[Math.min(chunkBytes, snapshot.length - i * chunkBytes)];
      System.arraycopy(snapshot, i * chunkBytes, part, 0, part.length);
      chunks.add(new SnapshotChunk(SHARD, nextOffset, i, count, snapshot.length, digest, part));
    }
    return chunks;
  }

  private static List<SnapshotChunk> three(long nextOffset) {
    return chunks(nextOffset, new byte[] {1, 2, 3, 4, (byte) nextOffset}, 2);
  }

  private static SnapshotAssembler assemble(SnapshotChunk... chunks) {
    SnapshotAssembler assembler = new SnapshotAssembler(SHARD);
    List.of(chunks).forEach(assembler::accept);
    return assembler;
  }

  private static void assertNewest(long nextOffset, int dropped, SnapshotAssembler assembler) {
    assertEquals(nextOffset, assembler.newest().nextOffset());
    assertArrayEquals(new byte[] {1, 2, 3, 4, (byte) nextOffset}, assembler.newest().bytes());
    assertEquals(dropped, assembler.droppedCount());
  }

  private static void assertNone(int dropped, SnapshotAssembler assembler) {
    assertNull(assembler.newest());
    assertEquals(dropped, assembler.droppedCount());
  }

  @Test
  void splitsAtTheChunkLimit() {
    int max = Limits.SNAPSHOT_CHUNK_BYTES_MAX;
    Random random = new Random(1);
    for (int length : new int[] {1, max - 1, max, max + 1, 2 * max, 2 * max + 77}) {
      byte[] snapshot = new byte[length];
      random.nextBytes(snapshot);
      SnapshotSplitter splitter = new SnapshotSplitter(SHARD, 9, snapshot);
      assertEquals((length + max - 1) / max, splitter.count());
      SnapshotAssembler assembler = new SnapshotAssembler(SHARD);
      for (int i = 0; i < splitter.count(); i++) {
        assertNull(assembler.newest());
        byte[] record = splitter.chunk(i);
        SnapshotChunk chunk = SnapshotChunk.decode(record, 0, record.length).value();
        assertEquals(i, chunk.index());
        assertEquals(Math.min(max, length - i * max), chunk.length());
        assembler.accept(chunk);
      }
      assertEquals(9, assembler.newest().nextOffset());
      assertArrayEquals(snapshot, assembler.newest().bytes());
    }
  }

  @Test
  void nothingIsNoSnapshot() {
    IllegalArgumentException empty =
        assertThrows(IllegalArgumentException.class, () -> new SnapshotSplitter(0, 0, new byte[0]));
    assertEquals("a snapshot in chunks has 1 to 2146959360 bytes, not 0", empty.getMessage());
  }

  @Test
  void newestCounts() {
    List<SnapshotChunk> a = three(7);
    List<SnapshotChunk> b = three(8);
    assertNone(0, assemble(a.get(0), a.get(1)));
    assertNewest(7, 0, assemble(a.get(0), a.get(1), a.get(2)));
    assertNewest(8, 0, assemble(a.get(0), a.get(1), a.get(2), b.get(0), b.get(1), b.get(2)));
    // An executor that was replaced publishes late.
    assertNewest(8, 0, assemble(b.get(0), b.get(1), b.get(2), a.get(0), a.get(1), a.get(2)));
    // A complete one stays when a newer one is never finished.
    assertNewest(7, 0, assemble(a.get(0), a.get(1), a.get(2), b.get(0), b.get(1)));
  }

  @Test
  void incompleteIsDropped() {
    List<SnapshotChunk> a = three(7);
    List<SnapshotChunk> b = three(8);
    assertNone(0, assemble(a.get(1), a.get(2)));
    assertNone(1, assemble(a.get(0), a.get(2), a.get(1)));
    assertNewest(8, 1, assemble(a.get(0), a.get(1), b.get(0), b.get(1), b.get(2)));
    assertNewest(7, 0, assemble(a.get(1), a.get(2), a.get(0), a.get(1), a.get(2)));
  }

  @Test
  void twoWritersAtOnce() {
    List<SnapshotChunk> a = three(7);
    List<SnapshotChunk> b = three(8);
    assertNewest(8, 1, assemble(a.get(0), b.get(0), a.get(1), b.get(1), a.get(2), b.get(2)));
    assertNewest(7, 0, assemble(a.get(0), b.get(1), a.get(1), b.get(2), a.get(2)));
    // The same one twice, in each possible mixture of the beginning.
    assertNewest(7, 0, assemble(a.get(0), a.get(0), a.get(1), a.get(1), a.get(2), a.get(2)));
    assertNewest(7, 0, assemble(a.get(0), a.get(1), a.get(0), a.get(2), a.get(1), a.get(2)));
    assertNewest(7, 0, assemble(a.get(0), a.get(1), a.get(0), a.get(1), a.get(2)));
  }

  @Test
  void inconsistentIsDropped() {
    List<SnapshotChunk> a = three(7);
    SnapshotChunk first = a.get(0);
    SnapshotChunk last = a.get(2);
    byte[] changed = {6};
    assertNone(1, assemble(first, a.get(1), with(last, last.totalBytes(), changed)));
    assertNone(1, assemble(first, a.get(1), with(last, last.totalBytes(), new byte[] {7, 0})));
    SnapshotChunk[] tooShort =
        a.stream().map(c -> with(c, 6, bytes(c))).toArray(SnapshotChunk[]::new);
    assertNone(1, assemble(tooShort));
    SnapshotChunk[] tooLong =
        a.stream().map(c -> with(c, 3, bytes(c))).toArray(SnapshotChunk[]::new);
    assertNone(1, assemble(tooLong));
    SnapshotChunk elsewhere =
        new SnapshotChunk(SHARD + 1, 7, 0, 3, 5, first.digest(), bytes(first));
    assertNone(0, assemble(elsewhere, a.get(1), last));
    assertNewest(7, 0, assemble(first, elsewhere, a.get(1), last));
  }

  private static byte[] bytes(SnapshotChunk chunk) {
    byte[] bytes = new byte[chunk.length()];
    chunk.copyTo(bytes, 0);
    return bytes;
  }

  private static SnapshotChunk with(SnapshotChunk chunk, long total, byte[] bytes) {
    return new SnapshotChunk(
        chunk.shard(),
        chunk.nextOffset(),
        chunk.index(),
        chunk.count(),
        total,
        chunk.digest(),
        bytes);
  }

  /**
   * Whatever the order: what is found is a snapshot that was written, and the newest that was
   * whole.
   */
  @Test
  void anyMixtureGivesOnlyWhatWasWritten() {
    Seeds.run(
        "snapshot chunks",
        seed -> {
          Random random = new Random(seed);
          int found = 0;
          for (int round = 0; round < 2_000; round++) {
            SnapshotAssembler assembler = new SnapshotAssembler(SHARD);
            for (int i = 0; i < 30; i++) {
              List<SnapshotChunk> some = three(random.nextInt(3));
              assembler.accept(some.get(random.nextInt(3)));
              if (assembler.newest() != null) {
                byte[] expected = {1, 2, 3, 4, (byte) assembler.newest().nextOffset()};
                assertArrayEquals(expected, assembler.newest().bytes());
                found++;
              }
            }
            three(2).forEach(assembler::accept);
            three(1).forEach(assembler::accept);
            assertEquals(2, assembler.newest().nextOffset());
          }
          assertTrue(found > 1_000, "too few complete");
        });
  }

  @Test
  void typesAndBlocksAreShown() {
    List<Object> values =
        List.of(
            Samples.header(),
            Samples.messages(4),
            Samples.diff(),
            Samples.transactions(),
            Samples.chunk(),
            Samples.ingressBundle(),
            Samples.ingressAnswer(),
            Samples.partList());
    List<RecordType> types =
        List.of(
            RecordType.HEADER,
            RecordType.MESSAGES,
            RecordType.DIFF,
            RecordType.TRANSACTIONS,
            RecordType.SNAPSHOT_CHUNK,
            RecordType.INGRESS_BUNDLE,
            RecordType.INGRESS_ANSWER,
            RecordType.PART_LIST);
    List<OptionalLong> blocks =
        List.of(
            OptionalLong.of(-1),
            OptionalLong.of(9),
            OptionalLong.of(9),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
    for (int i = 0; i < values.size(); i++) {
      byte[] bytes = Codecs.encode(values.get(i));
      assertEquals(types.get(i), RecordType.of(bytes));
      assertEquals(blocks.get(i), types.get(i).blockOf(bytes));
    }
    assertNull(RecordType.of(new byte[] {1}));
    assertNull(RecordType.of(new byte[] {2, 1}));
    assertNull(RecordType.of(new byte[] {1, 0}));
    assertNull(RecordType.of(new byte[] {1, 11}));
    assertEquals(OptionalLong.empty(), RecordType.HEADER.blockOf(new byte[9]));
  }
}
