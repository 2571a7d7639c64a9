package io.braid.protocol.ledger;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.program.ProgramRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.Receipt;
import io.braid.protocol.record.ReceiptAssembler;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.record.TransactionBundleWriter;
import io.braid.protocol.shard.Conservation;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All shards of a small chain, whose bundles arrive at once and in order. Every record is followed
 * by a count of the money ({@link Conservation}). Three tokens are known; time begins at {@link
 * #TIME}, in block 1.
 */
final class LedgerChain {

  static final ProgramSet PROGRAMS = ProgramRig.PROGRAMS;

  static final long TIME = 1_700_000_000L;
  static final long BASE_FEE = 7;

  private long baseFee = BASE_FEE;

  /** Who may collect the fees of shards: nobody of {@link Addresses#user}'s first thousand. */
  private final BigInteger collector;

  private final int shardCount;
  private final List<ShardMachine> machines = new ArrayList<>();
  private final Conservation conservation;
  private final List<Receipt> receipts = new ArrayList<>();
  private final ReceiptAssembler assembler = new ReceiptAssembler(receipts::add);
  private final Set<Integer> programsRun = new TreeSet<>();
  private long block;
  private long time;
  private long nextEvent;

  /** What somebody holds at genesis. */
  record Allocation(BigInteger owner, BigInteger asset, BigInteger amount) {}

  LedgerChain(int shardCount, BigInteger collector, List<Allocation> allocations) {
    this.shardCount = shardCount;
    this.collector = collector;
    List<TokenEntry> tokens = new ArrayList<>();
    for (int token = 1; token <= 3; token++) {
      tokens.add(new TokenEntry(toAddress(Addresses.token(token)), 18, "T", "Token"));
    }
    Genesis genesis =
        new Genesis(
            Workload.CHAIN_ID,
            new ShardCount(shardCount),
            tokens,
            allocations.stream()
                .map(given ->
                    new Genesis.Allocation(
                        toAddress(given.owner()),
                        new AssetId(given.asset().longValueExact()),
                        word(given.amount())))
                .toList(),
            toAddress(collector));
    ProgramRunner runner =
        (program, context) -> {
          programsRun.add(program.id());
          ProgramRig.NATIVE.run(program, context);
        };
    for (int shard = 0; shard < shardCount; shard++) {
      machines.add(ShardMachine.atGenesis(genesis, shard, PROGRAMS, runner, Seeds.TABLE));
    }
    conservation = new Conservation(genesis);
    time = TIME;
    header(TIME, List.of());
  }

  static Word word(BigInteger value) {
    return Word.of(Words.of(value), 0);
  }

  static BigInteger number(Word word) {
    return Words.get(word.toLongs(), 0);
  }

  static Address toAddress(BigInteger address) {
    return new Address(word(address));
  }

  int home(BigInteger address) {
    return address.mod(BigInteger.valueOf(shardCount)).intValue();
  }

  BigInteger collector() {
    return collector;
  }

  long time() {
    return time;
  }

  /** Sets the base fee of the headers to come. */
  void baseFee(long newBaseFee) {
    baseFee = newBaseFee;
  }

  /** The numbers of the programs that have run. */
  Set<Integer> programsRun() {
    return programsRun;
  }

  ShardMachine machine(int shard) {
    return machines.get(shard);
  }

  /** Opens the next block on all shards; gives the outcomes of its events and their chains. */
  List<Outcome> header(long headerTime, List<L1Event> events) {
    block++;
    time = headerTime;
    byte[] record =
        BlockHeaderCodec.encode(
            new BlockHeader(
                block,
                0,
                headerTime,
                baseFee,
                1,
                Word.of(PROGRAMS.commitment()),
                0,
                0,
                4,
                List.of(),
                nextEvent,
                events));
    nextEvent += events.size();
    List<Outcome> outcomes = new ArrayList<>();
    List<Diff> diffs = new ArrayList<>();
    for (int shard = 0; shard < shardCount; shard++) {
      diffs.add(handle(shard, record));
    }
    diffs.forEach(diff -> outcomes.addAll(diff.outcomes()));
    diffs.forEach(diff -> outcomes.addAll(deliver(diff)));
    return outcomes;
  }

  /** Hands one transaction to a shard; what it sends arrives at once. Gives all outcomes. */
  List<Outcome> submit(Tx tx, int shard) {
    Diff diff = handle(shard, bundleOf(tx));
    List<Outcome> outcomes = new ArrayList<>(diff.outcomes());
    outcomes.addAll(deliver(diff));
    return outcomes;
  }

  static byte[] bundleOf(Tx tx) {
    TransactionBundleWriter bundle = new TransactionBundleWriter();
    byte[] raw = tx.encode();
    bundle.add(Tx.address(tx.sender), 0, raw, 0, raw.length);
    return bundle.toByteArray();
  }

  /** Hands a transaction to its sender's shard and gives its receipt. */
  Receipt run(Tx tx) {
    int before = receipts.size();
    List<Outcome> outcomes = submit(tx, home(tx.sender));
    if (receipts.size() != before + 1 || assembler.pendingCount() != 0) {
      throw new AssertionError("the transaction has no receipt: " + outcomes);
    }
    return receipts.getLast();
  }

  /** As {@link #run}, for what prepares a test. */
  void mustSucceed(Tx tx) {
    Receipt receipt = run(tx);
    if (receipt.code() != 0) {
      throw new AssertionError("a test is prepared with " + Failure.of(receipt.code()));
    }
  }

  Diff handle(int shard, byte[] record) {
    ShardMachine machine = machines.get(shard);
    machine.handle(machine.nextOffset(), record);
    Diff diff = DiffCodec.decode(machine.diffBuffer(), 0, machine.diffLength()).value();
    conservation.check(machines, shard, record, diff);
    assembler.accept(diff);
    return diff;
  }

  private List<Outcome> deliver(Diff first) {
    List<Outcome> outcomes = new ArrayList<>();
    Deque<MessageBundle> underway = new ArrayDeque<>(first.bundles());
    while (!underway.isEmpty()) {
      MessageBundle bundle = underway.remove();
      Diff diff = handle(bundle.destination(), bundle.encode());
      outcomes.addAll(diff.outcomes());
      underway.addAll(diff.bundles());
    }
    return outcomes;
  }

  BigInteger holding(BigInteger owner, BigInteger asset) {
    return Cells.get(machines.get(home(owner)).cells(), CellKind.HOLDING, 0, owner, asset);
  }

  BigInteger balance(BigInteger owner, BigInteger asset) {
    return holding(owner, asset).mod(Cells.TWO_128);
  }

  long nonce(BigInteger owner) {
    return holding(owner, BigInteger.ZERO).shiftRight(128).longValueExact();
  }

  /** All cells of all shards that are not 0, by key. */
  Map<BigInteger, BigInteger> cells() {
    Map<BigInteger, BigInteger> all = new TreeMap<>();
    for (ShardMachine machine : machines) {
      all.putAll(Cells.all(machine.cells()));
    }
    return all;
  }
}
