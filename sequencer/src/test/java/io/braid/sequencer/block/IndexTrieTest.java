package io.braid.sequencer.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.types.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IndexTrieTest {

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String plainRoot(String... keysAndValues) {
    Map<String, byte[]> values = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(hex(ascii(keysAndValues[i])), ascii(keysAndValues[i + 1]));
    }
    return hex(PlainTrie.root(values));
  }

  /** Roots that Ethereum's own tests (trieanyorder) are known by. */
  @Test
  void plainTrieIsEthereums() {
    assertEquals("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421", plainRoot());
    assertEquals(
        "8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3",
        plainRoot("doe", "reindeer", "dog", "puppy", "dogglesworth", "cat"));
    assertEquals(
        "17beaa1648bafa633cda809c90c04af50fc8aed3cb40d16efbddee6fdf63c4c3",
        plainRoot("foo", "bar", "food", "bass"));
  }

  @Test
  void everyCountAroundTheLengthsOfKeys() {
    Seeds.run(
        "index trie",
        seed -> {
          Random random = new Random(seed);
          List<byte[]> values = new ArrayList<>();
          for (int count = 0; count <= 300; count++) {
            assertRoot(values);
            values.add(value(random));
          }
          while (values.size() < 66_000) {
            values.add(value(random));
          }
          assertRoot(values.subList(0, 4_000));
          assertRoot(values);
        });
  }

  /** Often so short that its node stands in its parent. */
  private static byte[] value(Random random) {
    byte[] value =
        new byte[random.nextInt(3) == 0 ? 1 + random.nextInt(300) : 1 + random.nextInt(4)];
    random.nextBytes(value);
    return value;
  }

  private static void assertRoot(List<byte[]> values) {
    assertEquals(
        Word.of(PlainTrie.rootOfList(values)),
        IndexTrie.root(values),
        () -> values.size() + " values");
  }

  @Test
  void nothing() {
    assertEquals(
        "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
        IndexTrie.root(List.of()).toString());
  }
}
