package io.braid.sequencer.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.record.LogEntry;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each template by hand: the topics are those that Ethereum's tokens and pairs are known by. */
class LogTranslationTest {

  private static final Address TOKEN = Address.parse("0x00000000000000000000000000000000000000aa");

  private static final String TRANSFER =
      "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
  private static final String APPROVAL =
      "0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925";
  private static final String SWAP =
      "0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822";
  private static final String SYNC =
      "0x1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1";
  private static final String MINT =
      "0x4c209b5fc8ad50758f13e2e1088ba56a560dff690a1c6fef26394f4c03821c4f";
  private static final String BURN =
      "0xdccd412f0b1252819cb1fd330b93224ca42612892bb3f4f789976e6d81936496";

  private static final Word SHARES_0_1 = Word.of(1);
  private static final Word TOKEN_1 = Word.of(1L << 32);

  private final LogTranslation translation = new LogTranslation(List.of(TOKEN));

  private static Word system(String rest) {
    return PlainLogs.systemWord(rest);
  }

  private static Word[] words(long... values) {
    return Arrays.stream(values).mapToObj(Word::of).toArray(Word[]::new);
  }

  private static LogEntry entry(int template, Word asset, long... operands) {
    Word[] all = new Word[operands.length + 1];
    all[0] = asset;
    System.arraycopy(words(operands), 0, all, 1, operands.length);
    return new LogEntry(template, List.of(all));
  }

  private void assertLog(
      LogEntry entry, Word address, String signature, List<Word> topics, long... data) {
    EthereumLog log = translation.of(entry);
    assertEquals(address, log.address().word());
    assertEquals(Word.parse(signature), log.topics().getFirst());
    assertEquals(topics, log.topics().subList(1, log.topics().size()));
    assertEquals(List.of(words(data)), log.data());
  }

  @Test
  void eachTemplate() {
    Word router = system("ffffffff000000020000");
    Word facade = system("ffffffff000000040000");
    // 31153 * 1 = 0x79b1.
    Word pool = system("000000000000000179b1");
    assertLog(entry(1, Word.ZERO, 5, 6, 7), facade, TRANSFER, List.of(words(5, 6)), 7);
    assertLog(entry(1, TOKEN_1, 5, 6, 7), TOKEN.word(), TRANSFER, List.of(words(5, 6)), 7);
    assertLog(entry(2, SHARES_0_1, 5, 6, 7), pool, APPROVAL, List.of(words(5, 6)), 7);
    assertLog(
        entry(3, SHARES_0_1, 1, 2, 3, 4, 9), pool, SWAP, List.of(router, Word.of(9)), 1, 2, 3, 4);
    assertLog(entry(4, SHARES_0_1, 1, 2), pool, SYNC, List.of(), 1, 2);
    assertLog(entry(5, SHARES_0_1, 1, 2), pool, MINT, List.of(router), 1, 2);
    assertLog(entry(6, SHARES_0_1, 1, 2, 9), pool, BURN, List.of(router, Word.of(9)), 1, 2);
  }

  @Test
  void bloomOfATransfer() {
    Bytes bloom = LogsBloom.of(List.of(translation.of(entry(1, TOKEN_1, 5, 6, 7)))).toBytes();
    int bits = 0;
    for (byte one : bloom.array()) {
      bits += Integer.bitCount(one & 0xff);
    }
    assertEquals(256, bloom.size());
    assertEquals(12, bits, "four entries of three bits");
    // The bits of topic 0 stand in every transfer's filter.
    byte[] hash = Keccak256.hash(Word.parse(TRANSFER).toBytes());
    for (int pair = 0; pair < 3; pair++) {
      int bit = ((hash[2 * pair] & 7) << 8) | (hash[2 * pair + 1] & 0xff);
      assertEquals(1, bloom.array()[255 - bit / 8] >> (bit % 8) & 1, "bit " + bit);
    }
  }

  @Test
  void whatNoProgramWrites() {
    assertEquals("no log has template 7 and 2 operands", fault(entry(7, Word.ZERO, 1)));
    assertEquals("no log has template 1 and 3 operands", fault(entry(1, Word.ZERO, 1, 2)));
    assertEquals(
        "no asset of this chain: 0x200000000", fault(entry(1, Word.of(2L << 32), 1, 2, 3)));
    assertEquals("no asset of this chain: 0x2", fault(entry(4, Word.of(2), 1, 2)));
    assertEquals(
        "no asset of this chain: 0x10000000000000000",
        fault(entry(1, new Word(0, 1, 0, 0), 1, 2, 3)));
  }

  private String fault(LogEntry entry) {
    return assertThrows(IllegalArgumentException.class, () -> translation.of(entry)).getMessage();
  }
}
