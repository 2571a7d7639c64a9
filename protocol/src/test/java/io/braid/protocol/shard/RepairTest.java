package io.braid.protocol.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.PlainRecords;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.record.Withdrawal;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Logs in which one shard sent what it should not have: the replay with recomputed messages runs
 * them all, and no money is made or lost.
 */
class RepairTest {

  private static final int FAULTY = 1;

  /** The longest chain has three steps; a bundle without record waits for a header at each. */
  private static final int HEADERS_AT_THE_END = 4;

  /** Changes what a shard sends, and numbers it anew. */
  private static final class Faults {
    private final Random random;
    private final long[] numbers = new long[ByHand.SHARDS.count()];
    private int count;

    Faults(Random random) {
      this.random = random;
    }

    byte[] in(byte[] bytes) {
      Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
      List<MessageBundle> bundles = new ArrayList<>();
      for (MessageBundle bundle : diff.bundles()) {
        if (random.nextInt(10) == 0) {
          count++;
        } else {
          bundles.add(numbered(bundle, messages(bundle)));
        }
      }
      return PlainRecords.encode(
          new Diff(
              diff.shard(),
              diff.offset(),
              diff.block(),
              diff.generation(),
              diff.disposition(),
              diff.fault(),
              diff.outcomes(),
              diff.changes(),
              bundles));
    }

    private MessageBundle numbered(MessageBundle bundle, List<MessageBundle.Message> messages) {
      return new MessageBundle(
          bundle.source(),
          bundle.sourceOffset(),
          bundle.destination(),
          numbers[bundle.destination()]++,
          bundle.generation(),
          bundle.block(),
          messages);
    }

    private List<MessageBundle.Message> messages(MessageBundle bundle) {
      List<MessageBundle.Message> messages = new ArrayList<>(bundle.messages());
      if (random.nextInt(4) == 0) {
        count++;
        messages.set(0, withAmount(messages.getFirst(), random.nextInt(1_000_000)));
      }
      if (random.nextInt(10) == 0) {
        count++;
        messages.add(messages.getFirst());
      }
      return messages;
    }

    private static MessageBundle.Message withAmount(MessageBundle.Message message, long amount) {
      return new MessageBundle.Message(
          message.kind(),
          message.origin(),
          message.sender(),
          message.code(),
          message.owner(),
          message.payee(),
          message.asset1(),
          Word.of(amount),
          message.asset2(),
          message.amount2(),
          message.words());
    }
  }

  /** What there is of ETH and each token: in cells at the end, and what left or came in between. */
  private static final class Money {
    private final Map<Long, BigInteger> total = new TreeMap<>();

    void add(long asset, BigInteger amount) {
      total.merge(asset, amount, BigInteger::add);
    }

    void addCells(ShardMachine machine) {
      machine
          .cells()
          .forEachNonZeroAscending((key, keyAt, value, valueAt) -> {
            int kind = (int) (key[keyAt + 3] >>> 56);
            BigInteger low = half(value, valueAt);
            BigInteger high = half(value, valueAt + 2);
            long asset = key[keyAt];
            if (kind == 1) {
              add(asset, low);
            } else if (kind == 3) {
              add(asset >>> 32 << 32, low);
              add(asset << 32, high);
            }
          });
    }

    private static BigInteger half(long[] words, int at) {
      return number(new Word(words[at], words[at + 1], 0, 0));
    }

    void addMoved(Outcome outcome, Map<Word, L1Event> events) {
      List<Withdrawal> withdrawals = List.of();
      if (outcome instanceof Outcome.Ran ran) {
        withdrawals = ran.withdrawals();
      } else if (outcome instanceof Outcome.Stepped stepped) {
        withdrawals = stepped.withdrawals();
        L1Event event = events.get(stepped.origin());
        boolean isEvent = stepped.sender().word().equals(Word.ZERO) && event != null;
        if (isEvent && event.kind() == 1 && stepped.code() != null && stepped.code() == 0) {
          add(event.asset(), number(event.amount()).negate());
        }
      }
      withdrawals.forEach(withdrawal -> add(withdrawal.asset(), number(withdrawal.amount())));
    }

    private static BigInteger number(Word word) {
      return new BigInteger(1, word.toBytes());
    }
  }

  private static List<BlockHeader> headers(List<byte[]> log) {
    Map<Long, BlockHeader> headers = new TreeMap<>();
    for (byte[] record : log) {
      if (RecordType.ofInput(record, 0, record.length) == RecordType.HEADER) {
        BlockHeader header = BlockHeaderCodec.decode(record, 0, record.length).value();
        headers.put(header.number(), header);
      }
    }
    return List.copyOf(headers.values());
  }

  private static Map<Word, L1Event> events(List<BlockHeader> headers) {
    Map<Word, L1Event> events = new TreeMap<>();
    for (BlockHeader header : headers) {
      for (int i = 0; i < header.events().size(); i++) {
        events.put(Word.of(header.firstEvent() + i), header.events().get(i));
      }
    }
    return events;
  }

  /** A header without tokens and events, so many after the last. */
  private static byte[] after(BlockHeader last, int count) {
    return BlockHeaderCodec.encode(
        new BlockHeader(
            last.number() + count,
            0,
            last.time(),
            last.baseFee(),
            last.protocolVersion(),
            last.programCommitment(),
            0,
            0,
            last.firstToken() + last.tokens().size(),
            List.of(),
            last.firstEvent() + last.events().size(),
            List.of()));
  }

  private static GlobalReplay replay(RandomLogs logs, BlockHeader last) {
    GlobalReplay replay =
        GlobalReplay.atGenesis(
            logs.genesis(),
            ByHand.PROGRAMS,
            new NativeRunner(ByHand.PROGRAMS),
            Seeds.TABLE,
            GlobalReplay.Messages.RECOMPUTED);
    for (int shard = 0; shard < ByHand.SHARDS.count(); shard++) {
      List<byte[]> log = logs.log(shard);
      for (int offset = 0; offset < log.size(); offset++) {
        replay.offer(shard, offset, log.get(offset));
      }
      for (int i = 1; i <= HEADERS_AT_THE_END; i++) {
        replay.offer(shard, log.size() + i, after(last, i));
      }
    }
    replay.endLogs();
    return replay;
  }

  @Test
  void noMoneyIsMadeOrLost() {
    Seeds.run(
        "repair",
        seed -> {
          Faults faults = new Faults(new Random(seed));
          RandomLogs logs =
              new RandomLogs(
                  seed, 3_000, (shard, diff) -> shard == FAULTY ? faults.in(diff) : diff);
          assertTrue(faults.count > 50, () -> "faults: " + faults.count);
          List<BlockHeader> headers = headers(logs.log(0));
          Map<Word, L1Event> events = events(headers);
          GlobalReplay replay = replay(logs, headers.getLast());
          Money money = new Money();
          logs.genesis()
              .allocations()
              .forEach(given ->
                  money.add(given.asset().number(), Money.number(given.amount()).negate()));
          int left = 0;
          for (int shard = 0; shard < ByHand.SHARDS.count(); shard++) {
            left += logs.log(shard).size() + HEADERS_AT_THE_END;
          }
          for (Replayed next = replay.next(); next != null; next = replay.next()) {
            byte[] bytes = next.diff();
            Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
            assertTrue(diff.disposition() != Disposition.GAP, "a gap");
            diff.outcomes().forEach(outcome -> money.addMoved(outcome, events));
            left--;
          }
          assertEquals(0, left, "records not replayed");
          for (int shard = 0; shard < ByHand.SHARDS.count(); shard++) {
            assertEquals(List.of(), replay.machine(shard).keptAside());
            money.addCells(replay.machine(shard));
          }
          for (long asset : new TreeSet<>(money.total.keySet())) {
            boolean isShares = (asset & 0xffff_ffffL) != 0;
            assertTrue(
                isShares || money.total.get(asset).signum() == 0,
                () -> "asset %x: %s".formatted(asset, money.total.get(asset)));
          }
        });
  }
}
