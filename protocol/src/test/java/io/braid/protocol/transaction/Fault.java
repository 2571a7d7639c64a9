package io.braid.protocol.transaction;

import io.braid.protocol.transaction.PlainTransaction.Part;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One change that makes a valid transaction break one rule.
 *
 * @param refusal the rule
 * @param how what is changed
 * @param types the types of transaction that have what is changed
 * @param touches what it changes: faults that touch nothing in common can be put together
 */
record Fault(
    Refusal refusal,
    String how,
    List<Integer> types,
    Set<Part> touches,
    Consumer<PlainTransaction> change) {

  /** Whether one transaction of the type can have both. */
  boolean goesWith(Fault other, int type) {
    return types.contains(type)
        && other.types.contains(type)
        && Collections.disjoint(touches, other.touches);
  }

  void applyTo(PlainTransaction transaction) {
    change.accept(transaction);
  }

  @Override
  public String toString() {
    return refusal + " (" + how + ")";
  }
}
