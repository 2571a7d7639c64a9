package io.braid.protocol.shard;

import io.braid.protocol.cell.CellTable;
import io.braid.protocol.program.ProgramRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.DiffWriter;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.types.ShardCount;
import java.util.Arrays;
import java.util.List;

/**
 * A shard: its state, and the one method that changes it. A pure function of the records it is
 * given; any bytes at all are handled. Bit for bit in {@code docs/protocol/shard.md}.
 *
 * <p>Results are views of reused buffers, valid until the next record. Not for two threads at once.
 */
public final class ShardMachine {

  private final ShardState state;
  private final byte[] programCommitment;
  private final DiffWriter diff = new DiffWriter();
  private final Outbox outbox;
  private final HeaderMachine headers;
  private final TransactionMachine transactions;
  private final MessageMachine messages;
  private final CellTable.Visitor changes = diff::change;

  private Disposition lastDisposition = Disposition.APPLIED;

  /** Whether a header has opened the next generation, which begins from a repaired snapshot. */
  private boolean isClosed;

  /** The header that is being handled, between {@link #beginHeader} and {@link #endHeader}. */
  private BlockHeader header;

  private ShardMachine(ShardState state, ProgramSet programs, ProgramRunner runner) {
    this.state = state;
    this.programCommitment = programs.commitment();
    this.outbox = new Outbox(state);
    StepMachine steps = new StepMachine(state, runner, diff, outbox);
    this.headers = new HeaderMachine(state, steps, diff, programs);
    this.transactions = new TransactionMachine(state, steps, diff, programs);
    this.messages = new MessageMachine(state, steps, programs);
  }

  /**
   * A shard before its first record.
   *
   * @param tableSeed of its hash tables; random and secret where others choose addresses. Nothing
   *     that the machine does depends on it but how long it takes
   */
  public static ShardMachine atGenesis(
      Genesis genesis, int shard, ProgramSet programs, ProgramRunner runner, long tableSeed) {
    return new ShardMachine(ShardState.of(genesis, shard, tableSeed), programs, runner);
  }

  /**
   * A shard as it was when a snapshot was taken, under the same programs.
   *
   * @param tableSeed as at genesis, but it may be another
   * @throws IllegalArgumentException naming the fault, if the bytes are no snapshot
   */
  public static ShardMachine fromSnapshot(
      byte[] snapshot, ProgramSet programs, ProgramRunner runner, long tableSeed) {
    ShardState state = SnapshotCodec.decode(snapshot, programs.commitment(), tableSeed);
    return new ShardMachine(state, programs, runner);
  }

  /**
   * The shard's state as bytes: the same state gives the same bytes.
   *
   * @throws IllegalStateException if a header has opened the next generation
   */
  public byte[] snapshot() {
    requireOpen();
    return SnapshotCodec.encode(state, programCommitment);
  }

  /** The number of the shard. */
  public int shard() {
    return state.shard;
  }

  /** The chain that the shard belongs to. */
  public long chainId() {
    return state.chainId;
  }

  /** How many shards the chain has. */
  public ShardCount shards() {
    return state.shards;
  }

  /** The number of the current header. */
  public long block() {
    return state.block;
  }

  /** Where the next record may stand in the log, at the earliest. */
  public long nextOffset() {
    return state.nextOffset;
  }

  /** The shard's cells, to read. */
  public CellTable cells() {
    return state.cells;
  }

  /**
   * Handles an input record. Then {@link #diff} and {@link #bundle} hold what it did.
   *
   * @param offset where it stands in the log
   * @throws IllegalArgumentException if the offset does not come after the last one
   * @throws IllegalStateException if a header has opened the next generation
   */
  public void handle(long offset, byte[] record) {
    requireOpen();
    if (opensBlock(record)) {
      beginHeader(offset, record);
      for (int event = 0; event < eventCount(); event++) {
        runEvent(event);
      }
      runKeptAside();
      endHeader();
      return;
    }
    begin(offset);
    RecordType type = RecordType.ofInput(record, 0, record.length);
    if (type == null) {
      end(Verdict.malformed(faultOfNoInput(record)));
      return;
    }
    Verdict verdict =
        switch (type) {
          case HEADER -> headers.check(record, 0, record.length).verdict();
          case TRANSACTIONS -> {
            RecordFault fault = transactions.handle(record, 0, record.length);
            yield fault == null ? Verdict.APPLIED : Verdict.malformed(fault);
          }
          case MESSAGES -> messages.handle(record, 0, record.length);
          default -> throw new IllegalStateException("no input record: " + type);
        };
    end(verdict);
  }

  private void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException(
          "the log goes on in the next generation: load the repaired snapshot");
    }
  }

  /** The first fault, in reading order, of what is no input record by its second byte. */
  private static RecordFault faultOfNoInput(byte[] record) {
    if (record.length < 2) {
      return RecordFault.TRUNCATED;
    }
    return record[0] == RecordType.VERSION ? RecordFault.UNKNOWN_TYPE : RecordFault.UNKNOWN_VERSION;
  }

  /** Whether a record is the header that opens the next block. Changes nothing. */
  boolean opensBlock(byte[] record) {
    return isHeader(record)
        && headers.check(record, 0, record.length).verdict().equals(Verdict.APPLIED);
  }

  /** Whether a record is the header that opens the next block and generation. Changes nothing. */
  boolean opensGeneration(byte[] record) {
    return isHeader(record)
        && headers.check(record, 0, record.length).verdict().equals(Verdict.NEXT_GENERATION);
  }

  /** Whether a record is a header of the next generation, of any number. Changes nothing. */
  boolean isOfNextGeneration(byte[] record) {
    return isHeader(record) && headers.isOfNextGeneration(record, 0, record.length);
  }

  private static boolean isHeader(byte[] record) {
    return RecordType.ofInput(record, 0, record.length) == RecordType.HEADER;
  }

  /** Whether a record is a message bundle that would be taken, now or kept aside. */
  boolean takesMessages(byte[] record) {
    return RecordType.ofInput(record, 0, record.length) == RecordType.MESSAGES
        && messages.check(record, 0, record.length).equals(Verdict.APPLIED);
  }

  /**
   * Begins to handle a record that opens the next block, or generation: its events, the kept-aside
   * bundles and {@link #endHeader} follow.
   */
  void beginHeader(long offset, byte[] record) {
    header = headers.check(record, 0, record.length).header();
    begin(offset);
    headers.begin(header);
  }

  int eventCount() {
    return header.events().size();
  }

  void runEvent(int event) {
    headers.runEvent(header, event);
  }

  void runKeptAside() {
    messages.runKeptAside();
  }

  void endHeader() {
    end(Verdict.APPLIED);
  }

  /** The bundles that wait for the next header, in the order of the log. */
  List<byte[]> keptAside() {
    return List.copyOf(state.keptAside);
  }

  /** Handles the record of a bundle by taking in what its source recomputed; null: nothing. */
  void handleRecomputed(long offset, byte[] bundle) {
    begin(offset);
    if (bundle != null) {
      messages.takeRecomputed(bundle);
    }
    end(Verdict.APPLIED);
  }

  /** Keeps a recomputed bundle that has no record aside for the next header. */
  void keepAside(byte[] bundle) {
    messages.keepAside(bundle);
  }

  private void begin(long offset) {
    if (offset < state.nextOffset) {
      throw new IllegalArgumentException(
          "offset %d does not come after the last one: the next is at least %d"
              .formatted(offset, state.nextOffset));
    }
    state.nextOffset = Math.addExact(offset, 1);
    diff.begin(state.shard, offset);
    outbox.begin(offset);
    state.cells.beginRecord();
  }

  private void end(Verdict verdict) {
    diff.beginChanges();
    state.cells.forEachChange(changes);
    diff.beginBundles();
    outbox.end(diff);
    diff.end(state.block, state.generation, verdict.disposition(), verdict.fault());
    lastDisposition = verdict.disposition();
    isClosed = lastDisposition == Disposition.NEXT_GENERATION;
  }

  /** What became of the last record. A GAP is an alarm: something is missing in the log. */
  public Disposition disposition() {
    return lastDisposition;
  }

  /** The diff of the last record; its first {@link #diffLength} bytes count. */
  public byte[] diffBuffer() {
    return diff.buffer();
  }

  /** How long the diff of the last record is. */
  public int diffLength() {
    return diff.length();
  }

  /** A copy of the diff of the last record. */
  public byte[] diff() {
    return Arrays.copyOf(diff.buffer(), diff.length());
  }

  /** A copy of the bundle that the last record sent to a shard, or null if it sent none. */
  public byte[] bundle(int destination) {
    var bundle = outbox.bundle(destination);
    return bundle.count() == 0 ? null : Arrays.copyOf(bundle.buffer(), bundle.length());
  }
}
