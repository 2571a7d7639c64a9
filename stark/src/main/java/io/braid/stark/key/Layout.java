package io.braid.stark.key;

import io.braid.stark.air.Circuit;
import io.braid.stark.air.Table;
import io.braid.stark.commit.MatrixShape;
import io.braid.stark.commit.TreeShape;
import io.braid.stark.field.Extension;
import io.braid.stark.profile.Profile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that follows from a circuit, a profile and the heights of the tables: which matrices are
 * under which root, in which order columns are opened, and how the polynomial is folded.
 */
public final class Layout {

  private final Circuit circuit;
  private final Profile profile;
  private final int[] logHeights;
  private final int logHeight;
  private final List<Columns> columns = new ArrayList<>();
  private final Map<TreeKind, TreeShape> trees = new EnumMap<>(TreeKind.class);

  /** The layout of proofs whose tables have given heights. */
  public Layout(Circuit circuit, Profile profile, int[] logHeights) {
    this.circuit = circuit;
    this.profile = profile;
    this.logHeights = logHeights.clone();
    int tallest = 0;
    for (int log : logHeights) {
      tallest = Math.max(tallest, log);
    }
    this.logHeight = tallest;
    for (TreeKind kind : TreeKind.values()) {
      List<Columns> own = columnsOf(kind);
      columns.addAll(own);
      if (!own.isEmpty()) {
        List<MatrixShape> shapes =
            own.stream()
                .map(c -> new MatrixShape(c.logHeight() + profile.logBlowUp(), c.width()))
                .toList();
        trees.put(kind, new TreeShape(shapes));
      }
    }
  }

  private List<Columns> columnsOf(TreeKind kind) {
    List<Columns> list = new ArrayList<>();
    if (kind == TreeKind.QUOTIENT) {
      int width = quotientParts() * Extension.DEGREE;
      list.add(new Columns(kind, Columns.NO_TABLE, logHeight, width, new BitSet()));
      return list;
    }
    for (int t = 0; t < circuit.tables().size(); t++) {
      Table table = circuit.tables().get(t);
      Columns own =
          switch (kind) {
            case FIXED ->
                new Columns(kind, t, logHeights[t], table.fixedWidth(), table.fixedNextColumns());
            case MAIN -> new Columns(kind, t, logHeights[t], table.width(), table.nextColumns());
            default -> {
              int width = table.logUpWidth() * Extension.DEGREE;
              BitSet next = new BitSet();
              next.set(Math.max(0, width - Extension.DEGREE), width);
              yield new Columns(kind, t, logHeights[t], width, next);
            }
          };
      if (own.width() > 0) {
        list.add(own);
      }
    }
    return list;
  }

  /** The circuit. */
  public Circuit circuit() {
    return circuit;
  }

  /** The parameters. */
  public Profile profile() {
    return profile;
  }

  /** The power of two that the rows of a table are. */
  public int logHeight(int table) {
    return logHeights[table];
  }

  /** That of the tallest table. */
  public int logHeight() {
    return logHeight;
  }

  /** The power of two that the points of the domain are. */
  public int logDomain() {
    return logHeight + profile.logBlowUp();
  }

  /** Into how many polynomials of less than the tallest height the quotient is cut. */
  public int quotientParts() {
    return circuit.degree() - 1;
  }

  /** All matrices, in the order of trees and tables: that in which their columns are joined. */
  public List<Columns> columns() {
    return columns;
  }

  /** The shape of a tree; empty if there is nothing in it. */
  public Optional<TreeShape> tree(TreeKind kind) {
    return Optional.ofNullable(trees.get(kind));
  }

  /** The columns of all matrices together. */
  public int width() {
    return columns.stream().mapToInt(Columns::width).sum();
  }

  /** How many columns are opened at the next point. */
  public int nextWidth() {
    return columns.stream().mapToInt(c -> c.next().cardinality()).sum();
  }

  /** The foldings: each joins 2 to its power values. */
  public List<Integer> foldings() {
    List<Integer> foldings = new ArrayList<>();
    int log = logHeight;
    while (log > profile.logFinalLength()) {
      int fold = Math.min(profile.logFold(), log - profile.logFinalLength());
      foldings.add(fold);
      log -= fold;
    }
    return foldings;
  }

  /** The power of two that the coefficients of the final polynomial are. */
  public int logFinalLength() {
    return Math.min(logHeight, profile.logFinalLength());
  }
}
