package io.braid.sequencer.block;

import io.braid.protocol.codec.RlpWriter;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * The root of Ethereum's Merkle-Patricia trie (Yellow Paper, appendix D) over a list: the key of a
 * value is its index in RLP. None of these keys is the beginning of another, so that no branch
 * holds a value.
 */
final class IndexTrie {

  /** The root over nothing. */
  static final Word EMPTY_ROOT =
      Word.of(Keccak256.hash(new RlpItems().string(Bytes.EMPTY).items()));

  /** The last index whose key is the index itself; that of index 0, 0x80, comes behind it. */
  private static final int LAST_SINGLE_BYTE = 0x7f;

  private static final int NIBBLES = 16;
  private static final int LEAF = 0x20;
  private static final int ODD = 0x10;
  private static final byte[] NOTHING = {};

  private final List<byte[]> values;

  /** Ascending. */
  private final byte[][] keys;

  private IndexTrie(List<byte[]> values) {
    this.values = values;
    keys = new byte[values.size()][];
    for (int place = 0; place < keys.length; place++) {
      int index = indexAt(place);
      byte[] key = new byte[RlpWriter.longBytes(index)];
      RlpWriter writer = new RlpWriter();
      writer.reset(key, 0);
      writer.writeLong(index);
      keys[place] = key;
    }
  }

  /** The root over values, none of them empty. */
  static Word root(List<byte[]> values) {
    if (values.isEmpty()) {
      return EMPTY_ROOT;
    }
    IndexTrie trie = new IndexTrie(values);
    return Word.of(Keccak256.hash(trie.node(0, trie.keys.length, 0)));
  }

  /** Which index has the key at a place in their order: 1 to 127, 0, then 128 and up. */
  private int indexAt(int place) {
    if (place > LAST_SINGLE_BYTE) {
      return place;
    }
    return place == Math.min(LAST_SINGLE_BYTE, keys.length - 1) ? 0 : place + 1;
  }

  private int nibble(int place, int depth) {
    int both = keys[place][depth / 2] & 0xff;
    return depth % 2 == 0 ? both >>> 4 : both & 0xf;
  }

  /** The node over the keys from one place to before another, which agree up to a depth. */
  private byte[] node(int from, int to, int depth) {
    if (to - from == 1) {
      return new RlpItems()
          .string(path(from, depth, 2 * keys[from].length, LEAF))
          .string(values.get(indexAt(from)))
          .toList();
    }
    int end = depth;
    while (nibble(from, end) == nibble(to - 1, end)) {
      end++;
    }
    if (end > depth) {
      RlpItems extension = new RlpItems().string(path(from, depth, end, 0));
      return refer(extension, branch(from, to, end)).toList();
    }
    return branch(from, to, depth);
  }

  private byte[] branch(int from, int to, int depth) {
    RlpItems branch = new RlpItems();
    int child = from;
    for (int nibble = 0; nibble < NIBBLES; nibble++) {
      int end = child;
      while (end < to && nibble(end, depth) == nibble) {
        end++;
      }
      if (end == child) {
        branch.string(NOTHING);
      } else {
        refer(branch, node(child, end, depth + 1));
      }
      child = end;
    }
    return branch.string(NOTHING).toList();
  }

  /** A node stands in its parent itself if it is shorter than its hash. */
  private static RlpItems refer(RlpItems parent, byte[] node) {
    return node.length < Keccak256.BYTES ? parent.item(node) : parent.string(Keccak256.hash(node));
  }

  /** Nibbles of a key in the hex-prefix encoding (Yellow Paper, appendix C). */
  private byte[] path(int place, int from, int to, int kind) {
    byte[] path = new byte[1 + (to - from) / 2];
    int at = from;
    path[0] = (byte) kind;
    if ((to - from) % 2 == 1) {
      path[0] |= (byte) (ODD | nibble(place, at++));
    }
    for (int i = 1; i < path.length; i++) {
      path[i] = (byte) (nibble(place, at) << 4 | nibble(place, at + 1));
      at += 2;
    }
    return path;
  }
}
