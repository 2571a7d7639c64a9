package io.braid.sequencer.kafka;

import io.braid.log.LogAppender;
import io.braid.log.LogEnds;
import io.braid.log.ShardReports;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.AdmissionLimits;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.rpc.ChainViews;
import io.braid.sequencer.store.ChainStore;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.LogQuery;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The sequencer of a chain: follower, header writer and gateway over one store and one appender.
 */
public final class Sequencer implements AutoCloseable {

  private final ChainStore store;
  private final long storedBefore;
  private final SequencerListener listener;
  private final LogAppender appender;
  private final ChainEvents events = new ChainEvents();
  private final Gateway gateway;
  private final HeaderWriter headers;
  private final BlockFollower follower;
  private final CatchUp catchUp;
  private final ShardReports reports;
  private final Progress progress;
  private final IngressReader ingress;

  private Sequencer(
      SequencerSettings settings,
      Genesis genesis,
      Word programCommitment,
      ChainStore store,
      AdmissionLimits limits,
      LongSupplier seeds,
      LongSupplier clockMs,
      SequencerListener listener,
      Consumer<RuntimeException> fatal) {
    this.store = store;
    this.storedBefore = store.latest();
    this.listener = listener;
    int shards = genesis.shards().count();
    appender = new LogAppender(settings.cluster(), settings.name() + "-inputs", fatal::accept);
    LogEnds ends =
        new LogEnds(
            settings.cluster(),
            settings.name() + "-ends",
            settings.topics().transactions(),
            shards);
    catchUp = new CatchUp(ends, shards);
    reports = new ShardReports(settings.cluster(), settings.name() + "-status", settings.topics());
    progress = new Progress(settings.name(), shards, new Sequencing(), ends, reports, clockMs);
    gateway =
        new Gateway(
            settings,
            genesis,
            store,
            appender,
            catchUp,
            events,
            limits,
            seeds.getAsLong(),
            clockMs,
            listener::onAdmission,
            fatal);
    headers =
        HeaderWriter.start(
            settings,
            shards,
            programCommitment,
            store.tokens().addresses(),
            store.checkpoint().isEmpty(),
            appender,
            seeds,
            clockMs,
            fatal);
    follower = BlockFollower.start(settings, genesis, store, new Listener(), fatal);
    ingress = IngressReader.start(settings, genesis.shards(), gateway, appender, clockMs, fatal);
  }

  /**
   * Starts to sequence.
   *
   * @param programCommitment of the programs that the shards run
   * @param store belongs to the caller, who closes it after this
   * @param seeds of hash tables: random and secret
   * @param clockMs milliseconds since 1970
   * @param listener is told what happens
   * @param fatal called, on any thread, when the process must end and start again
   */
  public static Sequencer start(
      SequencerSettings settings,
      Genesis genesis,
      Word programCommitment,
      ChainStore store,
      AdmissionLimits limits,
      LongSupplier seeds,
      LongSupplier clockMs,
      SequencerListener listener,
      Consumer<RuntimeException> fatal) {
    return new Sequencer(
        settings, genesis, programCommitment, store, limits, seeds, clockMs, listener, fatal);
  }

  /** What JSON-RPC reads from and writes to. */
  public ChainViews views() {
    return new ChainViews(
        store.chain(),
        store.states(),
        store.tokens(),
        gateway::baseFee,
        gateway,
        gateway,
        events,
        progress);
  }

  private final class Sequencing implements Progress.Sequencing {

    @Override
    public boolean isWritingHeaders() {
      return headers.isWriting();
    }

    @Override
    public int inFlight() {
      return gateway.inFlight();
    }

    @Override
    public long latestBlock() {
      return store.latest();
    }
  }

  private final class Listener implements BlockListener {

    @Override
    public void onOpen(Word transaction, Address sender, Bytes raw, boolean isQueued) {
      gateway.takeOpen(transaction, sender, raw, isQueued);
    }

    @Override
    public void onHeader(BlockHeader header) {
      gateway.takeHeader(header);
      headers.headerFollowed(header);
      progress.take(header);
      listener.onHeader(header);
    }

    @Override
    public void onRecord(int shard, byte[] record) {
      gateway.takeRecord(shard, record);
      headers.recordsSeen();
    }

    @Override
    public void onPosition(int shard, long nextOffset) {
      catchUp.reach(shard, nextOffset);
      progress.reach(shard, nextOffset);
    }

    @Override
    public void onDiff(Diff diff) {
      gateway.takeDiff(diff);
      progress.take(diff);
    }

    @Override
    public void onBlock(Block block) {
      gateway.takeBlock(block);
      headers.blockComplete(block.number(), block.header().gasUsed());
      if (block.number() > storedBefore) {
        listener.onBlock(block);
      }
      long number = block.number();
      ChainBlock stored = store.chain().block(number).orElseThrow();
      LogQuery all = new LogQuery(number, number, List.of(), List.of());
      List<ChainLog> logs = store.chain().logs(all, Integer.MAX_VALUE);
      events.tell(listener -> listener.onBlock(stored, logs));
    }
  }

  /** Stops all; what was acknowledged is in the logs. */
  @Override
  public void close() {
    ingress.close();
    headers.close();
    follower.close();
    appender.close();
    gateway.close();
    catchUp.close();
    reports.close();
    events.close();
  }
}
