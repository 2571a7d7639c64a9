package io.braid.sequencer.block;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.PlainRlp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ethereum's trie as the Yellow Paper's appendix D defines it, over any keys. */
final class PlainTrie {

  private PlainTrie() {}

  /** The root over values by key in hexadecimal digits. */
  static byte[] root(Map<String, byte[]> values) {
    byte[] node = PlainRlp.encode(values.isEmpty() ? new byte[0] : structure(values));
    return Keccak256.hash(node);
  }

  static byte[] rootOfList(List<byte[]> values) {
    Map<String, byte[]> byKey = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      byte[] key = PlainRlp.encode(PlainRlp.integer(i));
      byKey.put(HexFormat.of().formatHex(key), values.get(i));
    }
    return root(byKey);
  }

  /** The function c of the appendix. */
  private static Object structure(Map<String, byte[]> values) {
    List<String> keys = new ArrayList<>(values.keySet());
    if (keys.size() == 1) {
      return List.of(prefix(keys.getFirst(), 2), values.get(keys.getFirst()));
    }
    int common = 0;
    while (isCommon(keys, common)) {
      common++;
    }
    if (common > 0) {
      Map<String, byte[]> rest = new TreeMap<>();
      for (String key : keys) {
        rest.put(key.substring(common), values.get(key));
      }
      return List.of(prefix(keys.getFirst().substring(0, common), 0), reference(rest));
    }
    List<Object> branch = new ArrayList<>();
    for (int digit = 0; digit < 16; digit++) {
      Map<String, byte[]> below = new TreeMap<>();
      for (String key : keys) {
        if (key.startsWith(Integer.toHexString(digit))) {
          below.put(key.substring(1), values.get(key));
        }
      }
      branch.add(below.isEmpty() ? new byte[0] : reference(below));
    }
    branch.add(values.getOrDefault("", new byte[0]));
    return branch;
  }

  private static boolean isCommon(List<String> keys, int at) {
    return keys.stream()
        .allMatch(key -> key.length() > at && key.charAt(at) == keys.getFirst().charAt(at));
  }

  private static Object reference(Map<String, byte[]> values) {
    Object node = structure(values);
    byte[] encoded = PlainRlp.encode(node);
    return encoded.length < 32 ? node : Keccak256.hash(encoded);
  }

  private static byte[] prefix(String digits, int flag) {
    boolean isOdd = digits.length() % 2 == 1;
    String all = Integer.toHexString(flag + (isOdd ? 1 : 0)) + (isOdd ? "" : "0") + digits;
    return HexFormat.of().parseHex(all);
  }
}
