package io.braid.protocol.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.Limits;
import io.braid.protocol.types.Word;
import java.util.Map;
import java.util.TreeMap;

/** Judges a transition by its rows alone, as a proof of the update must be able to. */
public final class TransitionCheck {

  private final Transition transition;
  private final Compression compression = new ScalarCompression();

  private TransitionCheck(Transition transition) {
    this.transition = transition;
  }

  /** Fails unless the rows show that the roots are those of before and after the update. */
  public static void check(Transition transition) {
    TransitionCheck check = new TransitionCheck(transition);
    check.links();
    check.leafDigests();
    if (transition.leaves().count() == 0) {
      assertEquals(0, transition.levels().size());
      assertEquals(transition.before().root(), transition.after().root());
      return;
    }
    assertEquals(Limits.TREE_LEVELS + 1, transition.levels().size());
    for (int level = 1; level <= Limits.TREE_LEVELS; level++) {
      check.nodes(transition.levels().get(level - 1), transition.levels().get(level));
      if (transition.after().leafCount() <= 1L << level) {
        assertEquals(1, transition.levels().get(level).count());
      }
    }
    NodeRows top = transition.levels().getLast();
    assertEquals(0, top.index(0));
    assertEquals(transition.before().root(), Digest.of(top.oldDigests(), 0));
    assertEquals(transition.after().root(), Digest.of(top.newDigests(), 0));
  }

  /** A leaf that was there opens a group, and what was inserted stands in it, linked in order. */
  private void links() {
    LeafRows rows = transition.leaves();
    long inserted = 0;
    LeafRow opened = null;
    LeafRow last = null;
    Word before = Word.ZERO;
    for (int i = 0; i < rows.count(); i++) {
      LeafRow row = rows.row(i);
      assertTrue(i == 0 || before.compareTo(row.key()) < 0, "keys ascend");
      before = row.key();
      switch (row.kind()) {
        case UPDATED, READ, NEIGHBOUR -> {
          closeGroup(opened, last, row);
          opened = row;
          last = row;
          assertEquals(row.kind() != LeafKind.UPDATED, row.oldValue().equals(row.newValue()));
          assertTrue(row.index() < transition.before().leafCount());
        }
        case INSERTED -> {
          assertEquals(last.newNext(), row.key(), "the leaf below links to it");
          last = row;
          assertEquals(transition.before().leafCount() + inserted++, row.index());
          assertTrue(!row.newValue().equals(Word.ZERO));
          assertEquals(Word.ZERO, row.oldValue());
          assertEquals(Word.ZERO, row.oldNext());
          inGroup(row, opened);
        }
        case ABSENT -> {
          assertEquals(-1, row.index());
          inGroup(row, opened);
          boolean isLinkAbove = last.newNext().compareTo(row.key()) > 0;
          assertTrue(isLinkAbove, "the leaf below links past it");
        }
      }
    }
    closeGroup(opened, last, null);
    assertEquals(transition.before().leafCount() + inserted, transition.after().leafCount());
  }

  private static void inGroup(LeafRow row, LeafRow opened) {
    assertTrue(row.key().compareTo(opened.key()) > 0);
    assertTrue(row.key().compareTo(opened.oldNext()) < 0);
  }

  private static void closeGroup(LeafRow opened, LeafRow last, LeafRow next) {
    if (opened != null) {
      assertEquals(opened.oldNext(), last.newNext(), "the last of a group links out of it");
      assertTrue(next == null || opened.oldNext().compareTo(next.key()) <= 0);
    }
  }

  private void leafDigests() {
    LeafRows rows = transition.leaves();
    Map<Long, LeafRow> byIndex = new TreeMap<>();
    for (int i = 0; i < rows.count(); i++) {
      LeafRow row = rows.row(i);
      if (row.kind() != LeafKind.ABSENT) {
        boolean isNew = row.kind() == LeafKind.INSERTED;
        Leaf old = new Leaf(row.key(), row.oldNext(), row.oldValue());
        assertEquals(isNew ? Digest.ZERO : digest(old), row.oldDigest());
        assertEquals(digest(new Leaf(row.key(), row.newNext(), row.newValue())), row.newDigest());
        byIndex.put(row.index(), row);
      }
    }
    if (byIndex.isEmpty()) {
      return;
    }
    NodeRows nodes = transition.levels().getFirst();
    assertEquals(byIndex.size(), nodes.count());
    int next = 0;
    for (LeafRow row : byIndex.values()) {
      assertEquals(row.index(), nodes.index(next));
      assertEquals(row.oldDigest(), Digest.of(nodes.oldDigests(), next * Digest.ELEMENTS));
      assertEquals(row.newDigest(), Digest.of(nodes.newDigests(), next * Digest.ELEMENTS));
      next++;
    }
  }

  private Digest digest(Leaf leaf) {
    long[] longs = new long[Leaf.LONGS];
    leaf.copyTo(longs, 0);
    return Digest.of(LeafDigests.of(compression, longs, 1), 0);
  }

  /** Each node is its children's, and each touched child is offered once; others do not change. */
  private void nodes(NodeRows children, NodeRows nodes) {
    int child = 0;
    int[] digest = new int[Digest.ELEMENTS];
    for (int i = 0; i < nodes.count(); i++) {
      assertTrue(i == 0 || nodes.index(i - 1) < nodes.index(i), "indexes ascend");
      int[] oldPair = pair(nodes.oldPairs(), i);
      int[] newPair = pair(nodes.newPairs(), i);
      compression.compress(oldPair, 1, digest);
      assertEquals(Digest.of(nodes.oldDigests(), i * Digest.ELEMENTS), Digest.of(digest, 0));
      compression.compress(newPair, 1, digest);
      assertEquals(Digest.of(nodes.newDigests(), i * Digest.ELEMENTS), Digest.of(digest, 0));
      for (int side = 0; side < 2; side++) {
        Digest old = Digest.of(oldPair, side * Digest.ELEMENTS);
        Digest now = Digest.of(newPair, side * Digest.ELEMENTS);
        if (child < children.count() && children.index(child) == 2 * nodes.index(i) + side) {
          assertEquals(Digest.of(children.oldDigests(), child * Digest.ELEMENTS), old);
          assertEquals(Digest.of(children.newDigests(), child * Digest.ELEMENTS), now);
          child++;
        } else {
          assertEquals(old, now, "an untouched child does not change");
        }
      }
    }
    assertEquals(children.count(), child, "every touched child stands below a touched node");
  }

  private static int[] pair(int[] pairs, int row) {
    int[] pair = new int[Digest.PAIR];
    System.arraycopy(pairs, row * Digest.PAIR, pair, 0, Digest.PAIR);
    return pair;
  }
}
