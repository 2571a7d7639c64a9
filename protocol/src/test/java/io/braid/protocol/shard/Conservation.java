package io.braid.protocol.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.record.Withdrawal;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Counts money: for every asset, what is held, in pools, in flight and withdrawn is what genesis
 * and L1 gave. Reads diffs alone.
 */
public final class Conservation {

  private static final BigInteger TWO_128 = BigInteger.ONE.shiftLeft(128);
  private static final BigInteger LOCKED = BigInteger.valueOf(1000);

  private final Map<BigInteger, BigInteger> cells = new HashMap<>();

  /** For each asset what there is, less what came in; 0 for all but shares. */
  private final Map<Long, BigInteger> balance = new HashMap<>();

  private final Map<Long, BigInteger> supplies = new HashMap<>();
  private final List<List<MessageBundle>> keptAside = new ArrayList<>();

  /** Begins with what genesis gives out. */
  public Conservation(Genesis genesis) {
    for (int shard = 0; shard < genesis.shards().count(); shard++) {
      keptAside.add(new ArrayList<>());
      ShardState.of(genesis, shard, Seeds.TABLE)
          .cells
          .forEachNonZeroAscending((key, keyAt, value, valueAt) ->
              cells.put(number(Word.of(key, keyAt)), number(Word.of(value, valueAt))));
    }
  }

  private static BigInteger number(Word word) {
    return new BigInteger(1, word.toBytes());
  }

  private void add(long asset, BigInteger amount) {
    balance.merge(asset, amount, BigInteger::add);
  }

  /** Takes in a record with its diff, and compares. The machines only name the block. */
  public void check(List<ShardMachine> machines, int shard, byte[] record, Diff diff) {
    consume(shard, record, diff);
    for (Outcome outcome : diff.outcomes()) {
      withdrawals(outcome).forEach(out -> add(out.asset(), number(out.amount())));
    }
    diff.changes().forEach(change -> change(number(change.key()), number(change.value())));
    for (MessageBundle bundle : diff.bundles()) {
      bundle.messages().forEach(message -> fly(message, BigInteger.ONE));
    }
    for (long asset : new TreeSet<>(balance.keySet())) {
      BigInteger expected = supplies.getOrDefault(asset, BigInteger.ZERO);
      assertEquals(
          expected,
          balance.get(asset),
          () ->
              "asset %x after shard %d, offset %d, block %d"
                  .formatted(asset, shard, diff.offset(), machines.get(shard).block()));
    }
  }

  private void consume(int shard, byte[] record, Diff diff) {
    RecordType type = RecordType.ofInput(record, 0, record.length);
    if (type == RecordType.MESSAGES) {
      if (diff.disposition() == Disposition.KEPT_ASIDE) {
        keptAside.get(shard).add(decode(record));
      } else if (diff.disposition() == Disposition.APPLIED) {
        land(decode(record));
      }
    }
    if (type == RecordType.HEADER && diff.disposition() == Disposition.APPLIED) {
      keptAside.get(shard).forEach(this::land);
      keptAside.get(shard).clear();
      deposits(BlockHeaderCodec.decode(record, 0, record.length).value(), diff);
    }
  }

  private static MessageBundle decode(byte[] record) {
    return MessageBundle.decode(record, 0, record.length).value();
  }

  private void deposits(BlockHeader header, Diff diff) {
    for (Outcome outcome : diff.outcomes()) {
      if (outcome instanceof Outcome.Stepped stepped
          && stepped.sender().word().equals(Word.ZERO)
          && stepped.code() != null
          && stepped.code() == 0) {
        long place = stepped.origin().low() - header.firstEvent();
        if (place >= 0 && place < header.events().size()) {
          L1Event event = header.events().get((int) place);
          if (event.kind() == 1) {
            add(event.asset(), number(event.amount()).negate());
          }
        }
      }
    }
  }

  private void land(MessageBundle bundle) {
    bundle.messages().forEach(message -> fly(message, BigInteger.ONE.negate()));
  }

  private void fly(MessageBundle.Message message, BigInteger sign) {
    add(message.asset1(), number(message.amount1()).multiply(sign));
    add(message.asset2(), number(message.amount2()).multiply(sign));
  }

  private static List<Withdrawal> withdrawals(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ran ran -> ran.withdrawals();
      case Outcome.Stepped stepped -> stepped.withdrawals();
      default -> List.of();
    };
  }

  private void change(BigInteger key, BigInteger value) {
    BigInteger old = cells.getOrDefault(key, BigInteger.ZERO);
    cells.put(key, value);
    long asset = key.longValue();
    switch (key.shiftRight(248).intValue()) {
      case 1 -> add(asset, value.mod(TWO_128).subtract(old.mod(TWO_128)));
      case 3 -> {
        long asset0 = asset >>> 32 << 32;
        long asset1 = asset << 32;
        add(asset0, value.mod(TWO_128).subtract(old.mod(TWO_128)));
        add(asset1, value.shiftRight(128).subtract(old.shiftRight(128)));
      }
      case 4 -> {
        BigInteger supply = value.mod(TWO_128);
        boolean exists = supply.signum() != 0;
        supplies.put(asset, exists ? supply.subtract(LOCKED) : BigInteger.ZERO);
      }
      default -> {}
    }
  }
}
