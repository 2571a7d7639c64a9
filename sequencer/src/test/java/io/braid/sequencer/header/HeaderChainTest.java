package io.braid.sequencer.header;

import static io.braid.sequencer.header.Headers.chain;
import static io.braid.sequencer.header.Headers.deposit;
import static io.braid.sequencer.header.Headers.header;
import static io.braid.sequencer.header.Headers.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderChainTest {

  /** A chain whose last header is number 1, of time 1,000. */
  private static HeaderChain atOne() {
    HeaderChain chain = chain();
    assertTrue(chain.take(header(1).bytes()).isCounted());
    return chain;
  }

  static Stream<Arguments> records() {
    byte[] second = header(2).bytes();
    return Stream.of(
        Arguments.of(new byte[0], "MALFORMED TRUNCATED"),
        Arguments.of(Arrays.copyOf(second, second.length - 1), "MALFORMED TRUNCATED"),
        Arguments.of(Arrays.copyOf(second, second.length + 1), "MALFORMED TRAILING_BYTES"),
        Arguments.of(new byte[] {1, 2, 0, 0}, "MALFORMED UNKNOWN_TYPE"),
        Arguments.of(header(0).bytes(), "REPEATED null"),
        Arguments.of(header(1).time(0).bytes(), "REPEATED null"),
        Arguments.of(header(3).bytes(), "GAP null"),
        Arguments.of(header(-1).bytes(), "GAP null"),
        Arguments.of(header(2).generation(2).bytes(), "OTHER_GENERATION null"),
        Arguments.of(header(2).time(999).bytes(), "MALFORMED TIME_GOES_BACK"),
        Arguments.of(header(2).version(2).bytes(), "MALFORMED WRONG_PROTOCOL"),
        Arguments.of(header(2).programs(Word.ZERO).bytes(), "MALFORMED WRONG_PROTOCOL"),
        Arguments.of(header(2).tokens(1).bytes(), "MALFORMED WRONG_TOKEN"),
        Arguments.of(header(2).tokens(2, token(0x7000)).bytes(), "MALFORMED WRONG_TOKEN"),
        Arguments.of(header(2).tokens(2, token(8), token(8)).bytes(), "MALFORMED WRONG_TOKEN"),
        Arguments.of(header(2).events(1).bytes(), "MALFORMED WRONG_EVENT_INDEX"),
        Arguments.of(header(2).events(0, deposit(2, 5)).bytes(), "MALFORMED WRONG_EVENT"),
        Arguments.of(header(2).generation(1).bytes(), "NEXT_GENERATION null"),
        Arguments.of(second, "APPLIED null"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void judgesAsTheShardsDo(byte[] record, String expected) {
    HeaderChain chain = atOne();
    HeaderReading reading = chain.take(record);
    assertEquals(expected, reading.disposition() + " " + reading.fault());
    assertEquals(reading.isCounted() ? 2 : 1, chain.number());
  }

  @Test
  void theFirstOfANumberCounts() {
    HeaderChain chain = chain();
    BlockHeader first = header(1).baseFee(11).header();
    assertEquals(first, chain.take(header(1).baseFee(11).bytes()).header());
    assertNull(chain.take(header(1).baseFee(12).bytes()).header());
    assertEquals(first, chain.last());
  }

  @Test
  void goesOnBehindAHeader() {
    BlockHeader third =
        header(3).time(50).generation(4).tokens(2, token(8)).events(7, deposit(2, 5)).header();
    List<Address> tokens = List.of(Headers.GENESIS_TOKEN, token(8).address());
    HeaderChain chain = HeaderChain.after(third, Headers.PROGRAMS, tokens, Seeds.TABLE);
    assertEquals(3, chain.number());
    assertEquals(50, chain.time());
    assertEquals(4, chain.generation());
    assertEquals(3, chain.nextToken());
    assertEquals(8, chain.nextEvent());
    byte[] fourth = header(4).time(50).generation(4).tokens(3).events(8, deposit(2, 6)).bytes();
    assertTrue(chain.take(fourth).isCounted());
    assertEquals(9, chain.nextEvent());
    assertEquals(
        "behind header 3 there are 2 tokens, not 1",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    HeaderChain.after(
                        third, Headers.PROGRAMS, List.of(Headers.GENESIS_TOKEN), Seeds.TABLE))
            .getMessage());
  }
}
