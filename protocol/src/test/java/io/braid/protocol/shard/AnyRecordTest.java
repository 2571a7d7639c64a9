package io.braid.protocol.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Mutations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.RecordFault;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Any bytes at all are handled: damaged records between those of a log. Two machines, native code
 * and interpreter, must go the same way. Damaged records that apply lead both astray, and soon
 * nothing of the log fits any more; so both begin anew, every few records, from where the log alone
 * leads.
 */
class AnyRecordTest {

  private static final int MUTATIONS = 200_000;
  private static final int RECORDS_UNTIL_ANEW = 12;

  /** How far from its place in the log a record may be taken to be damaged. */
  private static final int REACH = 6;

  /** One run over the logs, from one seed. */
  private static final class Run {
    private final Random random;
    private final RandomLogs logs;
    private final NativeRunner nativeRunner = new NativeRunner(ByHand.PROGRAMS);
    private final Set<Disposition> dispositions = EnumSet.noneOf(Disposition.class);
    private final Set<RecordFault> faults = EnumSet.noneOf(RecordFault.class);
    private final int mutationsOfRecord;
    private int mutations;

    private ShardMachine compiled;
    private ShardMachine interpreted;
    private long offset;

    Run(long seed) {
      random = new Random(seed);
      logs = new RandomLogs(seed, 5_000);
      int records = 0;
      for (int shard = 0; shard < ByHand.SHARDS.count(); shard++) {
        records += logs.log(shard).size();
      }
      mutationsOfRecord = MUTATIONS / records + 1;
    }

    void run(int shard) {
      ShardMachine sound =
          ShardMachine.atGenesis(logs.genesis(), shard, ByHand.PROGRAMS, nativeRunner, Seeds.TABLE);
      List<byte[]> log = logs.log(shard);
      for (int at = 0; at < log.size(); at++) {
        if (at % RECORDS_UNTIL_ANEW == 0) {
          beginAnew(sound.snapshot());
        }
        for (int i = 0; i < mutationsOfRecord; i++) {
          int from = Math.clamp(at + random.nextInt(-REACH, REACH + 1), 0, log.size() - 1);
          handle(Mutations.of(log.get(from), random));
          mutations++;
        }
        handle(log.get(at));
        sound.handle(at, log.get(at));
      }
      assertArrayEquals(compiled.snapshot(), interpreted.snapshot());
    }

    private void beginAnew(byte[] snapshot) {
      if (compiled != null) {
        assertArrayEquals(compiled.snapshot(), interpreted.snapshot());
      }
      compiled = ShardMachine.fromSnapshot(snapshot, ByHand.PROGRAMS, nativeRunner, Seeds.TABLE);
      interpreted =
          ShardMachine.fromSnapshot(snapshot, ByHand.PROGRAMS, new Interpreter(), Seeds.TABLE);
      offset = compiled.nextOffset();
    }

    private void handle(byte[] record) {
      if (compiled.opensGeneration(record)) {
        // Nothing can follow in this generation.
        ShardMachine closing =
            ShardMachine.fromSnapshot(
                compiled.snapshot(), ByHand.PROGRAMS, nativeRunner, Seeds.TABLE);
        closing.handle(offset, record);
        dispositions.add(closing.disposition());
        return;
      }
      compiled.handle(offset, record);
      interpreted.handle(offset, record);
      byte[] bytes = compiled.diff();
      assertArrayEquals(bytes, interpreted.diff());
      Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
      assertEquals(offset, diff.offset());
      dispositions.add(diff.disposition());
      if (diff.fault() != null) {
        faults.add(diff.fault());
      }
      offset += random.nextInt(8) == 0 ? 2 : 1;
    }
  }

  @Test
  void damagedRecordsInALog() {
    Seeds.run(
        "any records",
        seed -> {
          Run run = new Run(seed);
          for (int shard = 0; shard < ByHand.SHARDS.count(); shard++) {
            run.run(shard);
          }
          assertTrue(run.mutations >= MUTATIONS, () -> "mutations: " + run.mutations);
          assertEquals(EnumSet.allOf(Disposition.class), run.dispositions);
          Set<RecordFault> rare = EnumSet.of(RecordFault.MALFORMED_TEXT);
          Set<RecordFault> missing = EnumSet.complementOf(EnumSet.copyOf(run.faults));
          missing.removeAll(rare);
          assertEquals(EnumSet.noneOf(RecordFault.class), missing, "faults not met");
        });
  }
}
