package io.braid.protocol.program;

import io.braid.protocol.fixtures.Words;
import io.braid.protocol.math.Word256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run did, as plain values that can be compared.
 *
 * @param refusal reason of the assert that failed, or 0
 * @param code with which it finished
 * @param messageKind kind of the message, or 0
 * @param message all its fields; none if there is no message
 * @param withdrawals recipient, asset and amount of each
 * @param logs template and operands of each
 * @param changes key and value of each cell that is not what it was, in the order of first writes
 */
record Effects(
    int refusal,
    int code,
    int messageKind,
    Map<Field, BigInteger> message,
    List<List<BigInteger>> withdrawals,
    List<List<BigInteger>> logs,
    List<List<BigInteger>> changes) {

  /** What the context holds after a run. */
  static Effects of(StepContext context) {
    return new Effects(
        context.refusal(),
        context.code(),
        context.messageKind(),
        message(context),
        withdrawals(context),
        logs(context),
        changes(context));
  }

  private static Map<Field, BigInteger> message(StepContext context) {
    Map<Field, BigInteger> message = new EnumMap<>(Field.class);
    if (context.messageKind() != 0) {
      for (Field field : Field.values()) {
        message.put(field, Words.get(context.message(), field.at()));
      }
    }
    return message;
  }

  private static List<List<BigInteger>> withdrawals(StepContext context) {
    List<List<BigInteger>> withdrawals = new ArrayList<>();
    for (int i = 0; i < context.withdrawalCount(); i++) {
      int at = i * StepContext.WITHDRAWAL;
      withdrawals.add(words(context.withdrawals(), at, at + StepContext.WITHDRAWAL));
    }
    return withdrawals;
  }

  private static List<List<BigInteger>> logs(StepContext context) {
    List<List<BigInteger>> logs = new ArrayList<>();
    for (int i = 0; i < context.logCount(); i++) {
      List<BigInteger> log = new ArrayList<>();
      log.add(BigInteger.valueOf(context.logTemplate(i)));
      log.addAll(words(context.logOperands(), context.logStart(i), context.logStart(i + 1)));
      logs.add(log);
    }
    return logs;
  }

  private static List<List<BigInteger>> changes(StepContext context) {
    List<List<BigInteger>> changes = new ArrayList<>();
    context
        .cells()
        .forEachChange((key, keyAt, value, valueAt) ->
            changes.add(List.of(Words.get(key, keyAt), Words.get(value, valueAt))));
    return changes;
  }

  private static List<BigInteger> words(long[] words, int from, int to) {
    List<BigInteger> list = new ArrayList<>();
    for (int at = from; at < to; at += Word256.LONGS) {
      list.add(Words.get(words, at));
    }
    return list;
  }
}
