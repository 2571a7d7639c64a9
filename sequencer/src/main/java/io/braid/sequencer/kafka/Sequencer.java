package io.braid.sequencer.kafka;

import io.braid.log.LogAppender;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.AdmissionLimits;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.header.BaseFee;
import io.braid.sequencer.header.HeaderChain;
import io.braid.sequencer.header.HeaderWriterMachine;
import io.braid.sequencer.rpc.ChainViews;
import io.braid.sequencer.store.ChainStore;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.LogQuery;
import io.braid.sequencer.view.StageStatus;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The sequencer of a chain: follower, header writer and gateway over one store and one appender.
 */
public final class Sequencer implements AutoCloseable {

  private static final List<StageStatus> NO_STAGES = List.of();

  private final ChainStore store;
  private final LogAppender appender;
  private final ChainEvents events = new ChainEvents();
  private final Gateway gateway;
  private final HeaderWriter headers;
  private final BlockFollower follower;

  private Sequencer(
      SequencerSettings settings,
      Genesis genesis,
      Word programCommitment,
      ChainStore store,
      AdmissionLimits limits,
      LongSupplier seeds,
      LongSupplier clockMs,
      Consumer<RuntimeException> fatal) {
    this.store = store;
    int shards = genesis.shards().count();
    appender = new LogAppender(settings.cluster(), settings.name() + "-inputs", fatal::accept);
    gateway =
        new Gateway(settings, genesis, store, appender, events, limits, seeds.getAsLong(), clockMs);
    HeaderChain chain =
        new HeaderChain(
            0,
            programCommitment,
            genesis.tokens().stream().map(TokenEntry::address).toList(),
            seeds.getAsLong());
    HeaderWriterMachine machine =
        new HeaderWriterMachine(chain, shards, BaseFee.STANDARD, BaseFee.INITIAL_WEI);
    headers = HeaderWriter.start(settings, machine, shards, appender, clockMs, fatal);
    follower = BlockFollower.start(settings, genesis, store, new Listener(), fatal);
  }

  /**
   * Starts to sequence.
   *
   * @param programCommitment of the programs that the shards run
   * @param store belongs to the caller, who closes it after this
   * @param seeds of hash tables: random and secret
   * @param clockMs milliseconds since 1970
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
      Consumer<RuntimeException> fatal) {
    return new Sequencer(
        settings, genesis, programCommitment, store, limits, seeds, clockMs, fatal);
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
        () -> NO_STAGES);
  }

  private final class Listener implements BlockListener {

    @Override
    public void onHeader(BlockHeader header) {
      gateway.takeHeader(header);
    }

    @Override
    public void onRecord(int shard) {
      headers.recordsSeen();
    }

    @Override
    public void onDiff(Diff diff) {
      gateway.takeDiff(diff);
    }

    @Override
    public void onBlock(Block block) {
      gateway.takeBlock(block);
      headers.blockComplete(block.number(), block.header().gasUsed());
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
    headers.close();
    follower.close();
    appender.close();
    gateway.close();
    events.close();
  }
}
