package io.braid.protocol.tree;

import io.braid.protocol.crypto.KoalaBear;
import io.braid.protocol.crypto.PlainPoseidon2;
import io.braid.protocol.crypto.Poseidon2;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tree as its definition reads: a sorted map and a list of keys by index, hashed from scratch
 * by recursion whenever a root is asked for. Digests are numbers from 0 to p - 1.
 */
public final class NaiveTree {

  private static final int LEVELS = 40;

  /** Two digests to one. */
  @FunctionalInterface
  public interface Hash {
    List<Integer> compress(List<Integer> left, List<Integer> right);
  }

  private final Hash hash;
  private final List<List<Integer>> empty = new ArrayList<>();
  private final TreeMap<BigInteger, BigInteger> values = new TreeMap<>();
  private final List<BigInteger> keys = new ArrayList<>();

  /** A fresh tree. */
  public NaiveTree(Hash hash) {
    this.hash = hash;
    empty.add(List.of(0, 0, 0, 0, 0, 0, 0, 0));
    for (int level = 0; level < LEVELS; level++) {
      empty.add(hash.compress(empty.getLast(), empty.getLast()));
    }
    keys.add(BigInteger.ZERO);
    values.put(BigInteger.ZERO, BigInteger.ZERO);
  }

  /** A fresh tree with the protocol's permutation. */
  public static NaiveTree fast() {
    return new NaiveTree(NaiveTree::compress);
  }

  /** A fresh tree with the permutation as its definition reads. */
  public static NaiveTree plain() {
    return new NaiveTree(NaiveTree::compressPlainly);
  }

  /** Writes cells. */
  public void update(SortedMap<BigInteger, BigInteger> writes) {
    for (Map.Entry<BigInteger, BigInteger> write : writes.entrySet()) {
      if (!values.containsKey(write.getKey())) {
        if (write.getValue().signum() == 0) {
          continue;
        }
        keys.add(write.getKey());
      }
      values.put(write.getKey(), write.getValue());
    }
  }

  /** A copy that goes its own way. */
  public NaiveTree copy() {
    NaiveTree copy = new NaiveTree(hash);
    copy.keys.clear();
    copy.keys.addAll(keys);
    copy.values.putAll(values);
    return copy;
  }

  /** How many leaves. */
  public int leafCount() {
    return keys.size();
  }

  /** Keys by index. */
  public List<BigInteger> keys() {
    return keys;
  }

  /** The value of a cell. */
  public BigInteger value(BigInteger key) {
    return values.getOrDefault(key, BigInteger.ZERO);
  }

  /** The digest of everything. */
  public String root() {
    return hex(node(LEVELS, 0));
  }

  /** The key of the leaf that proves a key's value. */
  public BigInteger floor(BigInteger key) {
    return values.floorKey(key);
  }

  /** The next key of a leaf. */
  public BigInteger next(BigInteger key) {
    BigInteger next = values.higherKey(key);
    return next == null ? Words.MAX : next;
  }

  /** Siblings of a leaf, from level 0 up. */
  public List<String> siblings(long index) {
    List<String> siblings = new ArrayList<>();
    for (int level = 0; level < LEVELS; level++) {
      siblings.add(hex(node(level, (index >> level) ^ 1)));
    }
    return siblings;
  }

  /** The digest of an empty subtree. */
  public String empty(int level) {
    return hex(empty.get(level));
  }

  /** The digest of a leaf. */
  public String leafDigest(BigInteger key) {
    return hex(leaf(key));
  }

  private List<Integer> node(int level, long index) {
    if (index << level >= keys.size()) {
      return empty.get(level);
    }
    return level == 0
        ? leaf(keys.get((int) index))
        : hash.compress(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
  }

  private List<Integer> leaf(BigInteger key) {
    List<Integer> digest = half(key, 0);
    digest = hash.compress(digest, half(key, 1));
    for (BigInteger word : List.of(next(key), values.get(key))) {
      digest = hash.compress(digest, half(word, 0));
      digest = hash.compress(digest, half(word, 1));
    }
    return digest;
  }

  private static List<Integer> half(BigInteger word, int half) {
    List<Integer> limbs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      limbs.add(word.shiftRight(16 * (8 * half + i)).intValue() & 0xffff);
    }
    return limbs;
  }

  private static String hex(List<Integer> digest) {
    StringBuilder text = new StringBuilder("0x");
    digest.forEach(number -> text.append(HexFormat.of().toHexDigits(number)));
    return text.toString();
  }

  private static List<Integer> compress(List<Integer> left, List<Integer> right) {
    long[] state = new long[16];
    for (int i = 0; i < 16; i++) {
      state[i] = KoalaBear.toMontgomery(i < 8 ? left.get(i) : right.get(i - 8));
    }
    Poseidon2.permute(state);
    List<Integer> digest = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      long sum = KoalaBear.fromMontgomery(state[i]) + left.get(i);
      digest.add((int) (sum % KoalaBear.MODULUS));
    }
    return digest;
  }

  private static List<Integer> compressPlainly(List<Integer> left, List<Integer> right) {
    BigInteger[] state = new BigInteger[16];
    for (int i = 0; i < 16; i++) {
      state[i] = BigInteger.valueOf(i < 8 ? left.get(i) : right.get(i - 8));
    }
    BigInteger[] image = PlainPoseidon2.permute(state);
    List<Integer> digest = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      digest.add(image[i].add(state[i]).mod(PlainPoseidon2.P).intValueExact());
    }
    return digest;
  }
}
