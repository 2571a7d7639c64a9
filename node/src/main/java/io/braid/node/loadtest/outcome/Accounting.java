package io.braid.node.loadtest.outcome;

import io.braid.node.loadtest.workload.Kind;
import io.braid.node.loadtest.workload.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has become of every transaction of a run.
 *
 * @param lines how many of each kind had which fate for which reason; together they are all
 */
public record Accounting(List<Line> lines) {

  /**
   * Transactions with the same fate.
   *
   * @param reason behind it, empty if there is nothing to say
   * @param isExpected whether it is what must become of this kind
   */
  public record Line(Kind kind, Fate fate, String reason, boolean isExpected, long count) {}

  private record Key(Kind kind, Fate fate, String reason) {}

  /** Accounts for every transaction of a plan. */
  public static Accounting of(Plan plan, Observations observations) {
    Map<Key, Long> counts =
        new TreeMap<>(
            Comparator.comparing(Key::kind).thenComparing(Key::fate).thenComparing(Key::reason));
    for (int i = 0; i < plan.count(); i++) {
      Key key = new Key(plan.kind(i), observations.fate(i), observations.reason(i));
      counts.merge(key, 1L, Long::sum);
    }
    return new Accounting(
        counts.entrySet().stream()
            .map(entry -> {
              Key key = entry.getKey();
              boolean isExpected = isExpected(key.kind(), key.fate(), key.reason());
              return new Line(key.kind(), key.fate(), key.reason(), isExpected, entry.getValue());
            })
            .toList());
  }

  /** A good transaction must get a receipt, a bad one must be refused for its own reason. */
  private static boolean isExpected(Kind kind, Fate fate, String reason) {
    return kind.isGood() ? fate.hasReceipt() : fate.isRefused() && kind.expects(reason);
  }

  /** How many transactions had a fate. */
  public long count(Fate fate) {
    return lines.stream().filter(line -> line.fate() == fate).mapToLong(Line::count).sum();
  }

  /** How many transactions there are. */
  public long count() {
    return lines.stream().mapToLong(Line::count).sum();
  }

  /** Whether what must become of each transaction has become of it. */
  public boolean isAllExpected() {
    return lines.stream().allMatch(Line::isExpected);
  }
}
