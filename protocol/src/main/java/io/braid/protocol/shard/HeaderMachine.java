package io.braid.protocol.shard;

import io.braid.protocol.Limits;
import io.braid.protocol.math.Word256;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.DiffWriter;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Word;

/** Block headers: what makes one the next, and what a shard does when it comes. */
final class HeaderMachine {

  private final ShardState state;
  private final StepMachine steps;
  private final DiffWriter diff;
  private final ProgramSet programs;
  private final HeaderRules rules;

  HeaderMachine(ShardState state, StepMachine steps, DiffWriter diff, ProgramSet programs) {
    this.state = state;
    this.steps = steps;
    this.diff = diff;
    this.programs = programs;
    this.rules = new HeaderRules(Word.of(programs.commitment()));
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
    RecordFault fault = rules.fault(header, state.time, state.tokens, state.nextEvent);
    if (fault != null) {
      return Verdict.malformed(fault);
    }
    return isOfNextGeneration(header) ? Verdict.NEXT_GENERATION : Verdict.APPLIED;
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
