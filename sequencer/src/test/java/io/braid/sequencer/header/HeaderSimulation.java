package io.braid.sequencer.header;

import io.braid.protocol.Limits;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Writers of headers, the logs they write, and the shards that read them, in one thread. */
final class HeaderSimulation {

  static final int SHARDS = 4;

  private static final ProgramSet PROGRAMS = LedgerPrograms.build();
  private static final Word COMMITMENT = Word.of(PROGRAMS.commitment());
  private static final BaseFee FEES = new BaseFee(1_000, 7);
  private static final long FIRST_FEE = 100;

  /** One event in so many kills a writer. */
  private static final int CRASH_ODDS = 500;

  /** For so long, in milliseconds, one of the shards stands still; then for so long none does. */
  private static final long PAUSE_MS = 300_000;

  /** A writer process: its machine, its place in the log, and what it has on its way. */
  private static final class Writer {
    private final HeaderWriterMachine machine;
    private int position;
    private final int endAtStart;

    /** How far this process' clock is from the others', in milliseconds. */
    private final long skewMs;

    /** Appends on their way, by target log: the shards, then braid.blocks. In order for each. */
    private final List<Deque<HeaderAnswer>> underway = new ArrayList<>();

    /** Acknowledgements on their way: block and shard. */
    private final List<long[]> acknowledgements = new ArrayList<>();

    Writer(HeaderChain chain, int position, int endAtStart, long skewMs) {
      this.position = position;
      this.machine = new HeaderWriterMachine(chain, SHARDS, FEES, FIRST_FEE);
      this.endAtStart = endAtStart;
      this.skewMs = skewMs;
      for (int i = 0; i <= SHARDS; i++) {
        underway.add(new ArrayDeque<>());
      }
    }
  }

  private final Random random;
  private final List<Writer> writers = new ArrayList<>();
  private final List<byte[]> blocks = new ArrayList<>();
  private final HeaderChain judge = new HeaderChain(0, COMMITMENT, List.of(), Seeds.TABLE);
  private final List<byte[]> counted = new ArrayList<>();

  /** Where in braid.blocks they stand. */
  private final List<Integer> positions = new ArrayList<>();

  private final List<ShardMachine> shards = new ArrayList<>();
  private final List<Deque<byte[]>> inputs = new ArrayList<>();
  private final List<List<byte[]>> applied = new ArrayList<>();
  private final List<TokenEntry> tokens = new ArrayList<>();
  private final List<L1Event> events = new ArrayList<>();
  private long nowMs = 1_700_000_000_000L;
  private long complete = -1;
  private int lostProposals;
  private long crashes;
  private long ahead;
  private boolean isSettling;

  HeaderSimulation(Random random) {
    this.random = random;
    Genesis genesis =
        new Genesis(1, new ShardCount(SHARDS), List.of(), List.of(), Headers.address(1));
    for (int shard = 0; shard < SHARDS; shard++) {
      shards.add(ShardMachine.atGenesis(genesis, shard, PROGRAMS, new Interpreter(), Seeds.TABLE));
      inputs.add(new ArrayDeque<>());
      applied.add(new ArrayList<>());
    }
    writers.add(start());
    writers.add(start());
  }

  /** A process that begins with an empty chain, or behind a header that its read view kept. */
  private Writer start() {
    int kept = Math.max(0, counted.size() - random.nextInt(20));
    HeaderChain chain = new HeaderChain(0, COMMITMENT, List.of(), Seeds.TABLE);
    int position = 0;
    if (kept > 0) {
      BlockHeader header = Headers.decode(counted.get(kept - 1));
      int known = (int) header.firstToken() - 1 + header.tokens().size();
      List<Address> addresses = tokens.subList(0, known).stream().map(TokenEntry::address).toList();
      chain = HeaderChain.after(header, COMMITMENT, addresses, Seeds.TABLE);
      // Some records before it too: they are dropped.
      position = Math.max(0, positions.get(kept - 1) - random.nextInt(3));
    }
    return new Writer(chain, position, blocks.size(), random.nextInt(-4_000, 4_000));
  }

  long blocks() {
    return counted.size();
  }

  byte[] header(int number) {
    return counted.get(number - 1);
  }

  List<byte[]> applied(int shard) {
    return applied.get(shard);
  }

  int lostProposals() {
    return lostProposals;
  }

  long crashes() {
    return crashes;
  }

  /** How far headers ran ahead of complete blocks, at most. */
  long ahead() {
    return ahead;
  }

  /** One thing happens. */
  void step() {
    int which = random.nextInt(writers.size());
    Writer writer = writers.get(which);
    if (random.nextInt(CRASH_ODDS) == 0) {
      crash(which);
      return;
    }
    switch (random.nextInt(8)) {
      case 0 -> nowMs += random.nextInt(200);
      case 1 -> tick(writer);
      case 2 -> read(writer);
      case 3, 4 -> append(writer, random.nextInt(SHARDS + 1));
      case 5 -> acknowledge(writer);
      case 6 -> handle(random.nextInt(SHARDS));
      default -> tell(writer);
    }
  }

  /** Nobody dies any more, and everything comes through, round after round. */
  void settle() {
    isSettling = true;
    for (int round = 0; round < 400; round++) {
      nowMs += 50;
      for (Writer writer : writers) {
        tick(writer);
        for (int target = 0; target <= SHARDS; target++) {
          append(writer, target);
        }
        acknowledge(writer);
        read(writer);
        tell(writer);
      }
      handleAll();
    }
    // No further header: what is decided gets into every shard.
    for (int round = 0; round < 4_000; round++) {
      for (Writer writer : writers) {
        for (int target = 0; target < SHARDS; target++) {
          append(writer, target);
        }
        acknowledge(writer);
        read(writer);
      }
      handleAll();
    }
  }

  private void handleAll() {
    for (int shard = 0; shard < SHARDS; shard++) {
      while (!inputs.get(shard).isEmpty()) {
        handle(shard);
      }
    }
  }

  /** What was on its way may still arrive, a prefix for each log; another process takes over. */
  private void crash(int which) {
    crashes++;
    Writer dead = writers.get(which);
    for (int target = 0; target <= SHARDS; target++) {
      for (int left = random.nextInt(3); left > 0; left--) {
        append(dead, target);
      }
    }
    writers.set(which, start());
  }

  private void tick(Writer writer) {
    send(writer, writer.machine.tick(nowMs + writer.skewMs));
  }

  private void read(Writer writer) {
    HeaderWriterMachine machine = writer.machine;
    if (machine.state() == HeaderWriterMachine.State.READING
        && writer.position >= writer.endAtStart) {
      send(writer, machine.caughtUp(nowMs + writer.skewMs));
    } else if (writer.position < blocks.size()) {
      byte[] record = blocks.get(writer.position++);
      send(writer, machine.headerRead(record, nowMs + writer.skewMs));
    }
  }

  private void send(Writer writer, HeaderAnswer answer) {
    switch (answer) {
      case null -> {}
      case HeaderAnswer.Append append -> writer.underway.get(SHARDS).add(append);
      case HeaderAnswer.Copy copy -> {
        for (int shard = 0; shard < SHARDS; shard++) {
          writer.underway.get(shard).add(copy);
        }
      }
    }
  }

  private void append(Writer writer, int target) {
    switch (writer.underway.get(target).poll()) {
      case null -> {}
      case HeaderAnswer.Append append -> appendHeader(append);
      case HeaderAnswer.Copy copy -> {
        inputs.get(target).add(copy.record());
        writer.acknowledgements.add(new long[] {copy.block(), target});
      }
    }
  }

  private void appendHeader(HeaderAnswer.Append append) {
    blocks.add(append.record());
    BlockHeader before = judge.last();
    HeaderReading reading = judge.take(append.record());
    if (!reading.isCounted()) {
      require(reading.disposition() == Disposition.REPEATED, "a header was refused: " + reading);
      lostProposals++;
      return;
    }
    counted.add(append.record());
    positions.add(blocks.size() - 1);
    BlockHeader header = reading.header();
    require(
        header.number() < Limits.BLOCKS_INCOMPLETE_MAX
            || complete >= header.number() - Limits.BLOCKS_INCOMPLETE_MAX,
        "header %d while block %d was the newest complete".formatted(header.number(), complete));
    ahead = Math.max(ahead, header.number() - Math.max(complete, 0));
    require(header.completeBlock() <= Math.max(complete, 0), "names an incomplete block");
    if (before != null) {
      require(header.completeBlock() >= before.completeBlock(), "the complete block goes back");
      boolean isNewer = header.completeBlock() > before.completeBlock();
      long fee =
          isNewer ? FEES.next(before.baseFee(), header.completeBlockGas()) : before.baseFee();
      require(header.baseFee() == fee, "base fee " + header.baseFee() + " instead of " + fee);
      for (int shard = 0; shard < SHARDS; shard++) {
        long written = shards.get(shard).block();
        boolean isUnderway = inputs.get(shard).stream().anyMatch(r -> isNumber(r, before.number()));
        require(
            written >= before.number() || isUnderway,
            "header %d is not in the log of shard %d".formatted(before.number(), shard));
      }
    }
  }

  private static boolean isNumber(byte[] record, long number) {
    return Headers.decode(record).number() == number;
  }

  /** Some acknowledgement, in any order, perhaps to be told again. */
  private void acknowledge(Writer writer) {
    if (writer.acknowledgements.isEmpty()) {
      return;
    }
    int place = random.nextInt(writer.acknowledgements.size());
    boolean isToldAgain = random.nextInt(4) == 0;
    long[] told =
        isToldAgain ? writer.acknowledgements.get(place) : writer.acknowledgements.remove(place);
    writer.machine.copyAcknowledged(told[0], (int) told[1]);
  }

  private boolean isPaused(int shard) {
    return shard == 0 && nowMs / PAUSE_MS % 2 == 1 && !isSettling;
  }

  private void handle(int shard) {
    if (isPaused(shard)) {
      return;
    }
    byte[] record = inputs.get(shard).poll();
    if (record == null) {
      return;
    }
    ShardMachine machine = shards.get(shard);
    machine.handle(machine.nextOffset(), record);
    switch (machine.disposition()) {
      case APPLIED -> applied.get(shard).add(record);
      case REPEATED -> {}
      default -> require(false, "shard " + shard + " says " + machine.disposition());
    }
    long lowest = shards.stream().mapToLong(ShardMachine::block).min().orElseThrow();
    complete = lowest - 1;
  }

  /** L1 goes on, and a writer hears of it, of complete blocks and of records. */
  private void tell(Writer writer) {
    if (random.nextInt(4) == 0 && tokens.size() < 200) {
      tokens.add(Headers.token(1_000 + tokens.size()));
    }
    if (random.nextInt(3) == 0) {
      events.add(Headers.deposit(random.nextInt(tokens.size() + 1), 1));
    }
    HeaderWriterMachine machine = writer.machine;
    if (random.nextBoolean()) {
      machine.recordsSeen();
    }
    if (complete >= 0 && random.nextBoolean()) {
      machine.blockComplete(complete, gasOf(complete));
    }
    long token = machine.offerTokens(1, tokens);
    require(token <= tokens.size() + 1L, "wants a token that there is not");
    long event = machine.offerEvents(0, events);
    require(event <= events.size(), "wants an event that there is not");
  }

  private static long gasOf(long block) {
    return block * 7_919 % 3_000;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
