package io.braid.sequencer.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Mutations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.types.Bytes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bytes that are no checkpoint; those that are one are in {@link BlockAssemblerTest}. */
class CheckpointCodecTest {

  private static final int SHARDS_AT = 2;
  private static final int OFFSETS_AT = SHARDS_AT + 2 + 8 + 4 + 32 + 32;

  private static byte[] checkpoint;

  @BeforeAll
  static void makeCheckpoint() {
    SimulatedLogs logs = new SimulatedLogs(8, 4, 600);
    BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
    for (int shard = 0; shard < 4; shard++) {
      for (int offset = 0; offset < logs.records.get(shard).size(); offset++) {
        assembler.offerRecord(shard, offset, logs.records.get(shard).get(offset));
        assembler.offerDiff(shard, offset, logs.diffs.get(shard).get(offset));
      }
    }
    while (assembler.next() != null) {
      byte[] bytes = assembler.checkpoint();
      Checkpoint read = CheckpointCodec.decode(bytes);
      boolean isFull =
          read.open().queued.size() > 1
              && read.open().pending.size() > 1
              && read.keptAside().stream().anyMatch(list -> !list.isEmpty());
      checkpoint = isFull ? bytes : checkpoint;
    }
    assertTrue(checkpoint != null, "no checkpoint has all parts");
  }

  /** The bytes with the hash that belongs to them. */
  private static byte[] sealed(byte[] body) {
    byte[] all = Arrays.copyOf(body, body.length + Keccak256.BYTES);
    System.arraycopy(Keccak256.hash(body), 0, all, body.length, Keccak256.BYTES);
    return all;
  }

  private static byte[] body() {
    return Arrays.copyOf(checkpoint, checkpoint.length - Keccak256.BYTES);
  }

  private static String fault(byte[] bytes) {
    return assertThrows(IllegalArgumentException.class, () -> BlockAssembler.resumed(bytes))
        .getMessage();
  }

  private static byte[] with(int at, int value) {
    byte[] body = body();
    body[at] = (byte) value;
    return sealed(body);
  }

  @Test
  void faults() {
    assertEquals("the checkpoint ends too early", fault(new byte[32]));
    assertEquals("the checkpoint has another version than 2", fault(with(0, 1)));
    assertEquals("the checkpoint is none by its type", fault(with(1, 5)));
    assertEquals(
        "a shard count is a power of two from 1 to 256, not 3", fault(with(SHARDS_AT + 1, 3)));
    assertEquals("the checkpoint has an offset below 0", fault(with(OFFSETS_AT, 0x80)));
    for (int records : new int[] {0x80, 0x01}) {
      assertEquals(
          "the checkpoint has not as many records as an offset allows",
          fault(with(OFFSETS_AT + 4 * 8, records)));
    }
    byte[] longer = sealed(Arrays.copyOf(body(), body().length + 1));
    String ends = "the checkpoint ends too early or goes on behind its end";
    assertEquals(ends, fault(longer));
    byte[] shorter = sealed(Arrays.copyOf(body(), body().length - 1));
    assertEquals(ends, fault(shorter));
  }

  @Test
  void everyByteIsUnderTheHash() {
    for (int at = 0; at < checkpoint.length; at += 3) {
      byte[] changed = checkpoint.clone();
      changed[at] ^= 4;
      assertEquals("the checkpoint is damaged: its hash differs", fault(changed));
    }
  }

  @Test
  void anyBytesAreCanonicalOrNone() {
    Seeds.run(
        "checkpoint bytes",
        seed -> {
          Random random = new Random(seed);
          Map<String, Integer> faults = new HashMap<>();
          for (int i = 0; i < 3_000; i++) {
            byte[] bytes = sealed(Mutations.of(body(), random));
            try {
              assertEquals(
                  Bytes.wrap(bytes), Bytes.wrap(BlockAssembler.resumed(bytes).checkpoint()));
              faults.merge("none", 1, Integer::sum);
            } catch (IllegalArgumentException e) {
              faults.merge(e.getMessage(), 1, Integer::sum);
            }
          }
          assertTrue(faults.get("none") > 100, faults::toString);
          assertTrue(
              faults.getOrDefault("the checkpoint is not canonical", 0) > 0, faults::toString);
        });
  }
}
