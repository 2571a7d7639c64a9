package io.braid.sequencer.header;

import io.braid.protocol.Limits;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.HeaderRules;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Writes the block headers: when the next is due, it is appended to {@code braid.blocks}; what is
 * read back from there, by whomever it was written, is copied into the input log of every shard;
 * when all copies are acknowledged, the one after it may follow.
 *
 * <p>Any number of writers may run at once. Whoever appends header b+1 had all his copies of b
 * acknowledged, so a header that counts means that every shard's log holds the one before it; and a
 * successor copies the last header again, whose copies may have died with its writer.
 *
 * <p>Legal transitions:
 *
 * <pre>
 * READING  -> COPYING   the log is read to its end, and there is a header
 * READING  -> WAITING   the log is read to its end, and there is none yet
 * COPYING  -> WAITING   all copies of the last header are acknowledged
 * COPYING  -> COPYING   the next header was read, a rival's
 * WAITING  -> PROPOSED  the next header is due and was handed out
 * WAITING  -> COPYING   the next header was read, a rival's
 * PROPOSED -> COPYING   the next header was read, ours or a rival's
 * </pre>
 *
 * <p>Answers are what is to be done, or null if there is nothing. Not for two threads at once.
 */
public final class HeaderWriterMachine {

  /** Milliseconds between two headers while records come in. */
  public static final long BUSY_INTERVAL_MS = 100;

  /** Milliseconds between two headers when nothing happens. */
  public static final long IDLE_INTERVAL_MS = 1_000;

  private static final long MS_IN_SECOND = 1_000;

  /** In place of the number of a complete block: there is none yet. */
  private static final long NO_BLOCK = -1;

  /** What the writer waits for. */
  public enum State {
    /** For the end of {@code braid.blocks}. */
    READING,
    /** For the acknowledgements of the last header's copies. */
    COPYING,
    /** For the time of the next header, or for the block that must be complete before it. */
    WAITING,
    /** For the next header to be read back. */
    PROPOSED
  }

  private final HeaderChain chain;
  private final int shardCount;
  private final BaseFee baseFee;
  private final long firstBaseFee;
  private final L1Inbox inbox;

  private State state = State.READING;

  /** The record of the last header that counts, or null. */
  private byte[] lastRecord;

  /** What was handed out last, while its fate is not known; else null. */
  private byte[] proposal;

  /** Shards that have acknowledged their copy of the last header. */
  private final BitSet copied = new BitSet();

  /** When the last header was decided, by the caller's clock. */
  private long decidedAtMs;

  /** Whether records came in since; at the start, it is taken that they did. */
  private boolean isBusy = true;

  private long completeBlock = NO_BLOCK;
  private long completeBlockGas;

  /**
   * A writer that goes on behind the last header of a chain.
   *
   * @param firstBaseFee of header 1, in wei, unsigned
   */
  public HeaderWriterMachine(
      HeaderChain chain, int shardCount, BaseFee baseFee, long firstBaseFee) {
    this.chain = chain;
    this.shardCount = shardCount;
    this.baseFee = baseFee;
    this.firstBaseFee = firstBaseFee;
    this.inbox = new L1Inbox(chain);
    BlockHeader last = chain.last();
    if (last != null) {
      lastRecord = BlockHeaderCodec.encode(last);
      learnComplete(last);
    }
  }

  /** What the writer waits for. */
  public State state() {
    return state;
  }

  /** The number of the last header that counts, 0 before the first. */
  public long block() {
    return chain.number();
  }

  /**
   * Takes the next record of {@code braid.blocks}.
   *
   * @throws IllegalStateException if it is our own header and does not count, though no other came
   *     first: a fault of this code, which a restart would only repeat
   */
  public HeaderAnswer headerRead(byte[] record, long nowMs) {
    HeaderReading reading = chain.take(record);
    if (!reading.isCounted()) {
      if (proposal != null && Arrays.equals(proposal, record)) {
        throw new IllegalStateException(
            "header %d of this writer does not count: %s %s"
                .formatted(chain.number() + 1, reading.disposition(), reading.fault()));
      }
      return null;
    }
    lastRecord = record.clone();
    learnComplete(reading.header());
    inbox.headerCounted();
    if (state == State.READING) {
      return null;
    }
    if (state != State.PROPOSED || !Arrays.equals(proposal, record)) {
      decidedAtMs = nowMs;
    }
    return copyLast();
  }

  /** The log was read as far as it went when this writer began. */
  public HeaderAnswer caughtUp(long nowMs) {
    if (state != State.READING) {
      throw new IllegalStateException("the end of the log was told already; now " + state);
    }
    decidedAtMs = nowMs;
    if (lastRecord == null) {
      transition(State.WAITING);
      return null;
    }
    return copyLast();
  }

  private HeaderAnswer copyLast() {
    proposal = null;
    copied.clear();
    transition(State.COPYING);
    return new HeaderAnswer.Copy(chain.number(), lastRecord.clone());
  }

  /** A shard's log holds a copy of a header; told twice, or of an older one, it means nothing. */
  public void copyAcknowledged(long block, int shard) {
    if (shard < 0 || shard >= shardCount || block > chain.number()) {
      throw new IllegalArgumentException(
          "nobody copied header %d to shard %d: the last is %d, and there are %d shards"
              .formatted(block, shard, chain.number(), shardCount));
    }
    if (state != State.COPYING || block != chain.number()) {
      return;
    }
    copied.set(shard);
    if (copied.cardinality() == shardCount) {
      transition(State.WAITING);
    }
  }

  /**
   * Every shard has reported a block: the diff of the header after it is there from each.
   *
   * @param gas used in it
   */
  public void blockComplete(long block, long gas) {
    if (block < 0 || gas < 0) {
      throw new IllegalArgumentException("no block %d of %d gas".formatted(block, gas));
    }
    if (block > completeBlock) {
      completeBlock = block;
      completeBlockGas = gas;
    }
  }

  /** A successor knows at least what the last header named. */
  private void learnComplete(BlockHeader header) {
    // 0 is also what a header names when no block is complete.
    if (header.completeBlock() > Math.max(completeBlock, 0)) {
      completeBlock = header.completeBlock();
      completeBlockGas = header.completeBlockGas();
    }
  }

  /** Records other than headers came into a shard's log. */
  public void recordsSeen() {
    isBusy = true;
  }

  /**
   * Tokens that L1 has finalized, in order; gives the index of the next that is wanted. What has no
   * room now is offered again later.
   *
   * @param first the index of the first of the list
   * @throws IllegalArgumentException if there is a gap, or something no header can bring
   */
  public long offerTokens(long first, List<TokenEntry> tokens) {
    return inbox.offerTokens(first, tokens);
  }

  /** L1 events, as {@link #offerTokens}; the tokens that they concern are offered first. */
  public long offerEvents(long first, List<L1Event> events) {
    return inbox.offerEvents(first, events);
  }

  /**
   * When {@link #tick} has something to do if nothing else is told before, by the caller's clock;
   * {@link Long#MAX_VALUE} if never.
   */
  public long dueAtMs() {
    if (state != State.WAITING || isHeldBack()) {
      return Long.MAX_VALUE;
    }
    return decidedAtMs + (isBusy || inbox.isReady() ? BUSY_INTERVAL_MS : IDLE_INTERVAL_MS);
  }

  /** Whether the next header must wait for a block to be complete, or for its rival to be read. */
  private boolean isHeldBack() {
    long next = chain.number() + 1;
    // A complete block has a header after it. If we have not read that one, ours would come late.
    boolean isBehind = completeBlock >= chain.number();
    boolean isTooFarAhead =
        next >= Limits.BLOCKS_INCOMPLETE_MAX && completeBlock < next - Limits.BLOCKS_INCOMPLETE_MAX;
    return isBehind || isTooFarAhead;
  }

  /** Time goes on; gives the next header if it is due. */
  public HeaderAnswer tick(long nowMs) {
    // A clock that was set back must not stop the headers until it is where it was.
    decidedAtMs = Math.min(decidedAtMs, nowMs);
    if (nowMs < dueAtMs()) {
      return null;
    }
    BlockHeader next = next(nowMs);
    proposal = BlockHeaderCodec.encode(next);
    decidedAtMs = nowMs;
    isBusy = false;
    transition(State.PROPOSED);
    return new HeaderAnswer.Append(next.number(), proposal.clone());
  }

  private BlockHeader next(long nowMs) {
    return new BlockHeader(
        chain.number() + 1,
        chain.generation(),
        time(nowMs),
        nextBaseFee(),
        HeaderRules.PROTOCOL_VERSION,
        chain.programCommitment(),
        Math.max(completeBlock, 0),
        completeBlockGas,
        chain.nextToken(),
        inbox.nextTokens(),
        chain.nextEvent(),
        inbox.nextEvents());
  }

  /** By the caller's clock, or the last header's again if the clock is behind it. */
  private long time(long nowMs) {
    long seconds = nowMs / MS_IN_SECOND;
    if (nowMs < 0 || seconds >>> Integer.SIZE != 0) {
      throw new IllegalArgumentException(
          "a header has no room for the time %d ms".formatted(nowMs));
    }
    return Math.max(chain.time(), seconds);
  }

  /**
   * One step of EIP-1559 from the last header's fee for each newest complete block, by its gas: a
   * block that is named twice moves the fee once.
   */
  private long nextBaseFee() {
    BlockHeader last = chain.last();
    if (last == null) {
      return firstBaseFee;
    }
    return completeBlock > last.completeBlock()
        ? baseFee.next(last.baseFee(), completeBlockGas)
        : last.baseFee();
  }

  private void transition(State next) {
    boolean isLegal =
        switch (state) {
          case READING -> next == State.COPYING || next == State.WAITING;
          case COPYING -> next == State.WAITING || next == State.COPYING;
          case WAITING -> next == State.PROPOSED || next == State.COPYING;
          case PROPOSED -> next == State.COPYING;
        };
    if (!isLegal) {
      throw new IllegalStateException("from %s never to %s".formatted(state, next));
    }
    state = next;
  }
}
