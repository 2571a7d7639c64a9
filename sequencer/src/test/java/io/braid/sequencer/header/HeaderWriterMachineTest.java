package io.braid.sequencer.header;

import static io.braid.sequencer.header.Headers.chain;
import static io.braid.sequencer.header.Headers.decode;
import static io.braid.sequencer.header.Headers.deposit;
import static io.braid.sequencer.header.Headers.header;
import static io.braid.sequencer.header.Headers.token;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.Limits;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.types.Word;
import io.braid.sequencer.header.HeaderWriterMachine.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderWriterMachineTest {

  private static final int SHARDS = 2;
  private static final long NOW = 5_000_000;
  private static final long FIRST_FEE = 1_000;
  private static final BaseFee FEES = new BaseFee(100, 0);

  private final HeaderWriterMachine machine =
      new HeaderWriterMachine(chain(), SHARDS, FEES, FIRST_FEE);

  private byte[] propose(long nowMs) {
    var append = assertInstanceOf(HeaderAnswer.Append.class, machine.tick(nowMs));
    assertEquals(State.PROPOSED, machine.state());
    assertEquals(append.block(), decode(append.record()).number());
    return append.record();
  }

  private void read(byte[] record, long nowMs) {
    var copy = assertInstanceOf(HeaderAnswer.Copy.class, machine.headerRead(record, nowMs));
    assertEquals(State.COPYING, machine.state());
    assertEquals(machine.block(), copy.block());
    assertArrayEquals(record, copy.record());
  }

  private void acknowledge() {
    for (int shard = 0; shard < SHARDS; shard++) {
      assertEquals(State.COPYING, machine.state());
      machine.copyAcknowledged(machine.block(), shard);
    }
    assertEquals(State.WAITING, machine.state());
  }

  /** Writes a header from beginning to end, and gives it. */
  private BlockHeader write(long nowMs) {
    byte[] record = propose(nowMs);
    read(record, nowMs);
    acknowledge();
    return decode(record);
  }

  /** Writes header 1 at a time. */
  private void begin() {
    assertNull(machine.caughtUp(NOW - HeaderWriterMachine.BUSY_INTERVAL_MS));
    write(NOW);
  }

  @Test
  void firstHeaderSaysWhereTheChainBegins() {
    assertEquals(State.READING, machine.state());
    assertNull(machine.tick(NOW));
    assertNull(machine.caughtUp(NOW));
    assertEquals(NOW + 100, machine.dueAtMs());
    assertNull(machine.tick(NOW + 99));
    BlockHeader first = write(NOW + 100);
    assertEquals(header(1).time(5_000).baseFee(FIRST_FEE).header(), first);
    assertEquals(
        "the end of the log was told already; now WAITING",
        assertThrows(IllegalStateException.class, () -> machine.caughtUp(NOW)).getMessage());
  }

  @Test
  void nothingIsCopiedBeforeItIsReadBackAndNothingDecidedBeforeAllCopiesAre() {
    machine.caughtUp(NOW - 100);
    byte[] first = propose(NOW);
    machine.recordsSeen();
    assertNull(machine.tick(NOW + 10_000));
    assertEquals(Long.MAX_VALUE, machine.dueAtMs());
    read(first, NOW + 10_000);
    machine.copyAcknowledged(1, 1);
    machine.copyAcknowledged(1, 1);
    assertNull(machine.tick(NOW + 20_000));
    assertEquals(State.COPYING, machine.state());
    machine.copyAcknowledged(1, 0);
    machine.copyAcknowledged(1, 0);
    assertEquals(State.WAITING, machine.state());
    assertEquals(2, decode(propose(NOW + 20_000)).number());
    machine.copyAcknowledged(1, 0);
    assertEquals(State.PROPOSED, machine.state());
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, -1", "2, 0"})
  void acknowledgementsOfWhatNobodyCopiedAreFaults(long block, int shard) {
    begin();
    assertEquals(
        "nobody copied header %d to shard %d: the last is 1, and there are 2 shards"
            .formatted(block, shard),
        assertThrows(IllegalArgumentException.class, () -> machine.copyAcknowledged(block, shard))
            .getMessage());
  }

  @Test
  void aRivalsHeaderThatCameFirstReplacesOurs() {
    begin();
    byte[] ours = propose(NOW + 1_000);
    byte[] rivals = header(2).time(5_003).bytes();
    read(rivals, NOW + 1_500);
    assertNull(machine.headerRead(ours, NOW + 1_501));
    acknowledge();
    assertEquals(3, decode(propose(NOW + 3_000)).number());
  }

  @Test
  void aRivalsHeaderIsCopiedWhileWaitingAndWhileCopying() {
    begin();
    read(header(2).time(5_000).bytes(), NOW + 10);
    machine.copyAcknowledged(2, 0);
    read(header(3).time(5_000).bytes(), NOW + 20);
    machine.copyAcknowledged(2, 1);
    assertEquals(State.COPYING, machine.state());
    acknowledge();
    machine.recordsSeen();
    assertEquals(NOW + 120, machine.dueAtMs());
  }

  @Test
  void aSuccessorCopiesTheLastHeaderAgain() {
    byte[] second = header(2).time(6_000).complete(1, 200).baseFee(800).bytes();
    assertNull(machine.headerRead(header(1).bytes(), NOW));
    assertNull(machine.headerRead(second, NOW));
    var copy = assertInstanceOf(HeaderAnswer.Copy.class, machine.caughtUp(NOW));
    assertEquals(2, copy.block());
    assertArrayEquals(second, copy.record());
    acknowledge();
    // Its clock is behind the last header's time, and it knows what that one named as complete.
    assertEquals(
        header(3).time(6_000).complete(1, 200).baseFee(800).header(), decode(propose(NOW + 100)));
  }

  @Test
  void aChainFromAReadViewIsCopiedAgainToo() {
    BlockHeader fifth = header(5).time(4_000).header();
    var chain =
        HeaderChain.after(
            fifth, Headers.PROGRAMS, List.of(Headers.GENESIS_TOKEN), /* tableSeed= */ 1);
    var successor = new HeaderWriterMachine(chain, SHARDS, FEES, FIRST_FEE);
    var copy = assertInstanceOf(HeaderAnswer.Copy.class, successor.caughtUp(NOW));
    assertEquals(fifth, decode(copy.record()));
  }

  /** It can only happen if somebody moves the chain on behind the writer's back. */
  @Test
  void ourOwnHeaderThatDoesNotCountIsAFault() {
    HeaderChain chain = chain();
    HeaderWriterMachine writer = new HeaderWriterMachine(chain, SHARDS, FEES, FIRST_FEE);
    writer.caughtUp(NOW);
    byte[] ours = ((HeaderAnswer.Append) writer.tick(NOW + 100)).record();
    chain.take(header(1).bytes());
    assertEquals(
        "header 2 of this writer does not count: REPEATED null",
        assertThrows(IllegalStateException.class, () -> writer.headerRead(ours, NOW)).getMessage());
  }

  @Test
  void headersComeEachSecondWhenIdleAndEachTenthUnderLoad() {
    begin();
    assertEquals(NOW + 1_000, machine.dueAtMs());
    assertNull(machine.tick(NOW + 999));
    machine.recordsSeen();
    assertEquals(NOW + 100, machine.dueAtMs());
    write(NOW + 999);
    assertEquals(NOW + 1_999, machine.dueAtMs());
    machine.recordsSeen();
    machine.recordsSeen();
    assertEquals(NOW + 1_099, machine.dueAtMs());
    assertNull(machine.tick(NOW + 1_098));
    byte[] third = propose(NOW + 1_099);
    // Seen between the decision and its copies: it may stand in either block.
    machine.recordsSeen();
    read(third, NOW + 1_150);
    acknowledge();
    assertEquals(NOW + 1_199, machine.dueAtMs());
  }

  @Test
  void eventsAndTokensBringAHeaderToo() {
    begin();
    machine.offerEvents(0, List.of(deposit(2, 9)));
    assertEquals(NOW + 1_000, machine.dueAtMs(), "its token is not known");
    machine.offerTokens(2, List.of(token(8)));
    assertEquals(NOW + 100, machine.dueAtMs());
    assertEquals(
        header(2)
            .time(5_000)
            .baseFee(FIRST_FEE)
            .tokens(2, token(8))
            .events(0, deposit(2, 9))
            .header(),
        write(NOW + 100));
    assertEquals(NOW + 1_100, machine.dueAtMs());
  }

  @Test
  void timeIsOfWholeSecondsAndNeverGoesBack() {
    begin();
    machine.recordsSeen();
    assertEquals(5_000, write(NOW + 999).time());
    assertEquals(5_001, write(NOW + 1_999).time());
    assertNull(machine.tick(NOW - 60_000));
    assertEquals(NOW - 59_000, machine.dueAtMs(), "counted anew from a clock that was set back");
    assertEquals(5_001, write(NOW - 59_000).time());
    assertEquals(5_002, write(NOW + 2_000).time());
    assertEquals(
        "a header has no room for the time 4294967296000 ms",
        assertThrows(IllegalArgumentException.class, () -> machine.tick((1L << 32) * 1_000))
            .getMessage());
  }

  @Test
  void baseFeeFollowsEachNewestCompleteBlockOnce() {
    begin();
    long now = NOW;
    assertEquals(1_000, write(now += 1_000).baseFee());
    machine.blockComplete(0, 0);
    assertEquals(1_000, write(now += 1_000).baseFee(), "block 0 has no fee");
    machine.blockComplete(1, 200);
    BlockHeader fourth = write(now += 1_000);
    assertEquals(1_125, fourth.baseFee());
    assertEquals(1, fourth.completeBlock());
    assertEquals(200, fourth.completeBlockGas());
    assertEquals(1_125, write(now += 1_000).baseFee(), "the same block again");
    machine.blockComplete(2, 0);
    machine.blockComplete(3, 100);
    machine.blockComplete(2, 7);
    BlockHeader sixth = write(now += 1_000);
    assertEquals(1_125, sixth.baseFee());
    assertEquals(3, sixth.completeBlock());
    assertEquals(100, sixth.completeBlockGas());
    assertThrows(IllegalArgumentException.class, () -> machine.blockComplete(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> machine.blockComplete(1, -1));
  }

  @Test
  void headersRunAheadOfCompleteBlocksOnlySoFar() {
    begin();
    long now = NOW;
    while (machine.block() < Limits.BLOCKS_INCOMPLETE_MAX - 1) {
      write(now += 1_000);
    }
    machine.recordsSeen();
    assertEquals(Long.MAX_VALUE, machine.dueAtMs());
    assertNull(machine.tick(now + 100_000));
    machine.blockComplete(0, 0);
    assertEquals(Limits.BLOCKS_INCOMPLETE_MAX, write(now += 100_000).number());
    assertNull(machine.tick(now + 100_000));
    machine.blockComplete(5, 0);
    for (int i = 0; i < 5; i++) {
      assertNotNull(write(now += 100_000));
    }
    assertNull(machine.tick(now + 100_000));
  }

  /** Only who has not read a header can hear that the block before it is complete. */
  @Test
  void whoIsBehindProposesNothing() {
    begin();
    machine.blockComplete(1, 0);
    assertEquals(Long.MAX_VALUE, machine.dueAtMs());
    assertNull(machine.tick(NOW + 10_000));
    read(header(2).time(5_000).bytes(), NOW + 10_000);
    acknowledge();
    assertEquals(1, decode(propose(NOW + 20_000)).completeBlock());
  }

  @Test
  void tokensAndEventsOfAHeaderAreLimited() {
    begin();
    List<TokenEntry> tokens = new ArrayList<>();
    List<L1Event> events = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      tokens.add(token(100 + i));
    }
    for (int i = 0; i < 1_100; i++) {
      events.add(deposit(i == 200 ? 70 : 1, i));
    }
    assertEquals(2 + 64, machine.offerTokens(2, tokens));
    assertEquals(1_024, machine.offerEvents(0, events));
    BlockHeader second = write(NOW + 100);
    assertEquals(tokens.subList(0, 64), second.tokens());
    assertEquals(events.subList(0, 200), second.events(), "the next needs token 70");
    assertEquals(NOW + 1_100, machine.dueAtMs());
    assertEquals(2 + 70, machine.offerTokens(66, tokens.subList(64, 70)));
    assertEquals(1_100, machine.offerEvents(0, events));
    BlockHeader third = write(NOW + 200);
    assertEquals(tokens.subList(64, 70), third.tokens());
    assertEquals(events.subList(200, 456), third.events());
    assertEquals(456, write(NOW + 300).firstEvent());
  }

  @Test
  void whatARivalBroughtIsNotBroughtAgain() {
    begin();
    machine.offerTokens(2, List.of(token(8), token(9)));
    machine.offerEvents(0, List.of(deposit(1, 1), deposit(2, 2), deposit(3, 3)));
    read(
        header(2).time(5_000).tokens(2, token(8)).events(0, deposit(1, 1), deposit(2, 2)).bytes(),
        0);
    acknowledge();
    BlockHeader third = write(NOW + 100);
    assertEquals(List.of(token(9)), third.tokens());
    assertEquals(2, third.firstEvent());
    assertEquals(List.of(deposit(3, 3)), third.events());
    // More than we were offered.
    read(
        header(4).time(5_000).tokens(4, token(10)).events(3, deposit(4, 4), deposit(4, 5)).bytes(),
        0);
    assertEquals(5, machine.offerTokens(4, List.of(token(10))));
    assertEquals(6, machine.offerEvents(3, List.of(deposit(4, 4), deposit(4, 5), deposit(4, 6))));
  }

  @Test
  void whatNoHeaderCanBringIsNotTaken() {
    begin();
    assertFault("the next token is 2, not 3", () -> machine.offerTokens(3, List.of(token(8))));
    assertFault("the next token is 2, not -1", () -> machine.offerTokens(-1, List.of()));
    assertFault(
        "the next L1 event is 0, not 1", () -> machine.offerEvents(1, List.of(deposit(1, 1))));
    TokenEntry known = token(0x7000);
    assertFault(
        "L1 names as token 2 what no header can bring: " + known,
        () -> machine.offerTokens(2, List.of(known)));
    TokenEntry longNamed = new TokenEntry(token(8).address(), 18, "é".repeat(17), "");
    assertFault(
        "L1 names as token 2 what no header can bring: " + longNamed,
        () -> machine.offerTokens(2, List.of(longNamed)));
    TokenEntry twice = token(9);
    assertFault(
        "L1 names as token 3 what no header can bring: " + twice,
        () -> machine.offerTokens(2, List.of(twice, twice)));
    L1Event unknown = new L1Event(9, token(8).address(), 0, Word.ZERO, List.of());
    assertFault(
        "L1 event 0 is none that a header can bring: " + unknown,
        () -> machine.offerEvents(0, List.of(unknown)));
  }

  private static void assertFault(String message, Runnable offer) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, offer::run).getMessage());
  }
}
