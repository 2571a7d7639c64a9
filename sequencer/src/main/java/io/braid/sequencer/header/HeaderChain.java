package io.braid.sequencer.header;

import io.braid.protocol.ledger.TokenList;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.shard.HeaderRules;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * Which records of {@code braid.blocks} count: of each number the first that keeps to the rules by
 * which shards judge headers. A pure function of the log, so that all who read it agree, and so
 * that no header counts which the shards would not take.
 *
 * <p>It holds what the last header left: its number, time, base fee, tokens and event index.
 */
public final class HeaderChain {

  private final HeaderRules rules;
  private final Word programCommitment;
  private final TokenList tokens;

  /** The last header that counts, or null before the first. */
  private BlockHeader last;

  private long generation;
  private long nextEvent;

  /**
   * A chain before its first header.
   *
   * @param generation of the logs
   * @param programCommitment of the programs that the shards run
   * @param genesisTokens known from the beginning, by index
   * @param tableSeed random and secret where others choose the tokens' addresses; no answer depends
   *     on it
   */
  public HeaderChain(
      long generation, Word programCommitment, List<Address> genesisTokens, long tableSeed) {
    this.generation = generation;
    this.programCommitment = programCommitment;
    this.rules = new HeaderRules(programCommitment);
    this.tokens = new TokenList(tableSeed);
    genesisTokens.forEach(this::addToken);
  }

  /**
   * A chain that goes on behind a header which is known to count, as from a read view.
   *
   * @param tokensAfter known behind it, its own included, by index
   */
  public static HeaderChain after(
      BlockHeader header, Word programCommitment, List<Address> tokensAfter, long tableSeed) {
    long expected = header.firstToken() - 1 + header.tokens().size();
    if (tokensAfter.size() != expected) {
      throw new IllegalArgumentException(
          "behind header %d there are %d tokens, not %d"
              .formatted(header.number(), expected, tokensAfter.size()));
    }
    HeaderChain chain =
        new HeaderChain(header.generation(), programCommitment, tokensAfter, tableSeed);
    chain.last = header;
    chain.nextEvent = header.firstEvent() + header.events().size();
    return chain;
  }

  private void addToken(Address address) {
    tokens.add(address.word().toLongs(), 0);
  }

  /** Takes the next record of the log. */
  public HeaderReading take(byte[] record) {
    Decoded<BlockHeader> decoded = BlockHeaderCodec.decode(record, 0, record.length);
    if (decoded.fault() != null) {
      return HeaderReading.malformed(decoded.fault());
    }
    HeaderReading reading = judge(decoded.value());
    if (reading.isCounted()) {
      apply(reading.header());
    }
    return reading;
  }

  private HeaderReading judge(BlockHeader header) {
    if (Long.compareUnsigned(header.number(), number()) <= 0) {
      return HeaderReading.not(Disposition.REPEATED);
    }
    if (header.number() != number() + 1) {
      return HeaderReading.not(Disposition.GAP);
    }
    boolean isNextGeneration = header.generation() == generation + 1;
    if (header.generation() != generation && !isNextGeneration) {
      return HeaderReading.not(Disposition.OTHER_GENERATION);
    }
    var fault = rules.fault(header, time(), tokens, nextEvent);
    return fault == null
        ? HeaderReading.counted(header, isNextGeneration)
        : HeaderReading.malformed(fault);
  }

  private void apply(BlockHeader header) {
    last = header;
    generation = header.generation();
    header.tokens().forEach(token -> addToken(token.address()));
    nextEvent += header.events().size();
  }

  /** The last header that counts, or null before the first. */
  public BlockHeader last() {
    return last;
  }

  /** The number of the last header, 0 before the first. */
  public long number() {
    return last == null ? 0 : last.number();
  }

  /** The time of the last header, in seconds, 0 before the first. */
  public long time() {
    return last == null ? 0 : last.time();
  }

  /** The generation of the logs. */
  public long generation() {
    return generation;
  }

  /** Of the programs that the shards run. */
  public Word programCommitment() {
    return programCommitment;
  }

  /** The tokens known behind the last header; to read. */
  TokenList tokens() {
    return tokens;
  }

  /** The index of the first token that no header has brought. */
  public long nextToken() {
    return tokens.count() + 1L;
  }

  /** The index of the first L1 event that no header has brought. */
  public long nextEvent() {
    return nextEvent;
  }
}
