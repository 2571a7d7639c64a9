package io.braid.protocol.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.program.ProgramRunner;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.MessageBundle.Message;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages and headers that are well formed and absurd. A machine takes them, and what it sends on
 * is well formed too: it goes into the log of another shard, or of its own, as it came.
 */
class HostileMessageTest {

  private static final List<BigInteger> EDGES =
      Words.boundaries(0, 1, 32, 64, 112, 128, 160, 255, 256);

  /** Two machines of shard 0 by different runners, and the numbers of the next records. */
  private static final class Machines {
    final Random random;
    final int shards;
    final ShardMachine compiled;
    final ShardMachine interpreted;
    long bundles;
    long block;
    long time;
    long events;

    Machines(long seed, int shards) {
      this.random = new Random(seed);
      this.shards = shards;
      this.compiled = machine(shards, ProgramRig.NATIVE);
      this.interpreted = machine(shards, new Interpreter());
    }

    private static ShardMachine machine(int shards, ProgramRunner runner) {
      Genesis.Allocation given =
          new Genesis.Allocation(
              LedgerChain.toAddress(BigInteger.ZERO),
              AssetId.ETH,
              LedgerChain.word(Cells.TWO_128.subtract(BigInteger.ONE)));
      Genesis genesis =
          new Genesis(1, new ShardCount(shards), List.of(), List.of(given), given.owner());
      return ShardMachine.atGenesis(genesis, 0, ProgramRig.PROGRAMS, runner, Seeds.TABLE);
    }

    Diff handle(byte[] record) {
      compiled.handle(compiled.nextOffset(), record);
      interpreted.handle(interpreted.nextOffset(), record);
      byte[] bytes = compiled.diff();
      assertArrayEquals(interpreted.diff(), bytes);
      Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
      assertEquals(Disposition.APPLIED, diff.disposition());
      return diff;
    }

    BigInteger edge() {
      return random.nextInt(4) == 0
          ? Words.random(random)
          : EDGES.get(random.nextInt(EDGES.size()));
    }

    Address address() {
      BigInteger address = edge().mod(BigInteger.ONE.shiftLeft(160));
      return LedgerChain.toAddress(random.nextInt(4) == 0 ? PoolRig.POOL : address);
    }

    /** An address of shard 0. */
    Address owner() {
      BigInteger address = LedgerChain.number(address().word());
      return LedgerChain.toAddress(address.subtract(address.mod(BigInteger.valueOf(shards))));
    }

    Message message() {
      MessageKind kind = MessageKind.of(1 + random.nextInt(MessageKind.values().length));
      List<Word> words = new ArrayList<>();
      for (int i = 0; i < kind.wordCount(); i++) {
        words.add(LedgerChain.word(edge()));
      }
      return new Message(
          kind.code(),
          LedgerChain.word(edge()),
          address(),
          random.nextInt(256),
          owner(),
          address(),
          edge().longValue(),
          LedgerChain.word(edge()),
          edge().longValue(),
          LedgerChain.word(edge()),
          words);
    }

    BlockHeader header() {
      block++;
      long room = (1L << 32) - 1 - time;
      time += random.nextInt(8) == 0 ? random.nextLong(room + 1) : Math.min(room, 1);
      List<L1Event> given = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        boolean isExit = random.nextBoolean();
        Word amount = isExit ? Word.ZERO : LedgerChain.word(edge());
        given.add(new L1Event(isExit ? 2 : 1, address(), 0, amount, List.of()));
      }
      long first = events;
      events += given.size();
      return new BlockHeader(
          block,
          0,
          time,
          random.nextLong(),
          1,
          Word.of(ProgramRig.PROGRAMS.commitment()),
          random.nextLong(),
          random.nextLong(),
          1,
          List.of(),
          first,
          given);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 256})
  void machineTakesThemAndSendsWhatIsWellFormed(int shards) {
    Seeds.run("hostile messages", seed -> run(new Machines(seed, shards)));
  }

  private static void run(Machines machines) {
    int sent = 0;
    for (int i = 0; i < 1000; i++) {
      if (machines.random.nextInt(4) == 0) {
        machines.handle(BlockHeaderCodec.encode(machines.header()));
      }
      List<Message> messages = new ArrayList<>();
      for (int j = 0; j < 8; j++) {
        messages.add(machines.message());
      }
      long number = machines.bundles++;
      MessageBundle bundle = new MessageBundle(0, i, 0, number, 0, machines.block, messages);
      Diff diff = machines.handle(bundle.encode());
      assertEquals(messages.size(), diff.outcomes().size());
      for (MessageBundle next : diff.bundles()) {
        sent += next.messages().size();
        byte[] bytes = next.encode();
        assertEquals(next, MessageBundle.decode(bytes, 0, bytes.length).value());
      }
    }
    assertEquals(true, sent > 1000, () -> "too few send anything on");
  }
}
