package io.braid.protocol.shard;

import io.braid.protocol.Limits;
import io.braid.protocol.ledger.EventKind;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.DiffWriter;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Block headers: what makes one the next, and what a shard does when it comes. */
final class HeaderMachine {

  /** The version of the rules that this code follows. */
  private static final long PROTOCOL_VERSION = 1;

  private final ShardState state;
  private final StepMachine steps;
  private final DiffWriter diff;
  private final ProgramSet programs;
  private final Word programCommitment;

  HeaderMachine(ShardState state, StepMachine steps, DiffWriter diff, ProgramSet programs) {
    this.state = state;
    this.steps = steps;
    this.diff = diff;
    this.programs = programs;
    this.programCommitment = Word.of(programs.commitment());
  }

  /** What a header would meet, and the header if it decodes. Changes nothing. */
  record Checked(Verdict verdict, BlockHeader header) {}

  Checked check(byte[] record, int offset, int length) {
    Decoded<BlockHeader> decoded = BlockHeaderCodec.decode(record, offset, length);
    if (decoded.fault() != null) {
      return new Checked(Verdict.malformed(decoded.fault()), null);
    }
    BlockHeader header = decoded.value();
    Verdict verdict = check(header);
    return new Checked(verdict, header);
  }

  /** Whether a record is a header of the next generation. */
  boolean isOfNextGeneration(byte[] record, int offset, int length) {
    Decoded<BlockHeader> decoded = BlockHeaderCodec.decode(record, offset, length);
    return decoded.fault() == null && isOfNextGeneration(decoded.value());
  }

  private boolean isOfNextGeneration(BlockHeader header) {
    return header.generation() == state.generation + 1;
  }

  private Verdict check(BlockHeader header) {
    if (Long.compareUnsigned(header.number(), state.block) <= 0) {
      return Verdict.REPEATED;
    }
    if (header.number() != state.block + 1) {
      return Verdict.GAP;
    }
    if (header.generation() != state.generation && !isOfNextGeneration(header)) {
      return Verdict.OTHER_GENERATION;
    }
    if (header.time() < state.time) {
      return Verdict.malformed(RecordFault.TIME_GOES_BACK);
    }
    if (header.protocolVersion() != PROTOCOL_VERSION
        || !header.programCommitment().equals(programCommitment)) {
      return Verdict.malformed(RecordFault.WRONG_PROTOCOL);
    }
    if (!areTokensRight(header)) {
      return Verdict.malformed(RecordFault.WRONG_TOKEN);
    }
    if (header.firstEvent() != state.nextEvent) {
      return Verdict.malformed(RecordFault.WRONG_EVENT_INDEX);
    }
    long tokens = state.tokens.count() + (long) header.tokens().size();
    if (!header.events().stream().allMatch(event -> isRight(event, tokens))) {
      return Verdict.malformed(RecordFault.WRONG_EVENT);
    }
    return isOfNextGeneration(header) ? Verdict.NEXT_GENERATION : Verdict.APPLIED;
  }

  private boolean areTokensRight(BlockHeader header) {
    long count = state.tokens.count() + (long) header.tokens().size();
    if (header.firstToken() != state.tokens.count() + 1L || count > Limits.TOKENS_MAX) {
      return false;
    }
    Set<Word> seen = new HashSet<>();
    for (TokenEntry token : header.tokens()) {
      Word address = token.address().word();
      if (!seen.add(address)
          || SystemAddress.isSystem(address.toLongs(), 0)
          || state.tokens.indexOf(address.toLongs(), 0) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether an event is one that the L1 contract can raise, when so many tokens are known. */
  private static boolean isRight(L1Event event, long tokens) {
    EventKind kind = EventKind.of(event.kind());
    if (kind == null || kind.wordCount() != event.words().size()) {
      return false;
    }
    long first = event.asset() >>> 32;
    long second = event.asset() & 0xffff_ffffL;
    return switch (kind) {
      case DEPOSIT -> second == 0 && first <= tokens;
      case FORCED_EXIT -> second == 0 && first <= tokens && event.amount().equals(Word.ZERO);
      case FORCED_EXIT_SHARES ->
          first < second
              && second <= tokens
              && event.amount().equals(Word.ZERO)
              && event.words().equals(wordsOfShares(first, second));
    };
  }

  private static List<Word> wordsOfShares(long token0, long token1) {
    long[] pool = new long[Word256.LONGS];
    SystemAddress.pool(token0, token1, pool, 0);
    return List.of(Word.of(pool, 0), Word.of(token0 << 32), Word.of(token1 << 32));
  }

  /** Makes the header the current one, and refuses what waited too long. */
  void begin(BlockHeader header) {
    state.block = header.number();
    state.generation = header.generation();
    state.time = header.time();
    state.baseFee = header.baseFee();
    header.tokens().forEach(state::addToken);
    state.nextEvent += header.events().size();
    steps.takeHeader();
    WaitingTransaction expired = state.queue.removeExpired(state.time);
    for (int left = Limits.EXPIRIES_IN_HEADER_MAX; expired != null; left--) {
      diff.refused(
          expired.hash(), expired.words(), WaitingTransaction.SENDER, Refusal.QUEUE_EXPIRED.code());
      expired = left > 1 ? state.queue.removeExpired(state.time) : null;
    }
  }

  /** Runs an event of the current header, by its place there, if its owner lives here. */
  void runEvent(BlockHeader header, int place) {
    L1Event event = header.events().get(place);
    if (state.shards.homeOf(event.owner()) != state.shard) {
      return;
    }
    long[] to = steps.fields();
    Word256.set(to, Field.ORIGIN.at(), header.firstEvent() + place);
    Word256.clear(to, Field.SENDER.at());
    event.owner().word().copyTo(to, Field.OWNER.at());
    Word256.set(to, Field.ASSET_1.at(), event.asset());
    event.amount().copyTo(to, Field.AMOUNT_1.at());
    for (int i = 0; i < event.words().size(); i++) {
      event.words().get(i).copyTo(to, Field.WORD_0.at() + i * Word256.LONGS);
    }
    steps.run(programs.forEvent(event.kind()));
    steps.writeOutcome();
  }
}
