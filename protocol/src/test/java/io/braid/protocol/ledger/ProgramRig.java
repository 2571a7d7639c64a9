package io.braid.protocol.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.cell.CellTable;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.math.Word256;
import io.braid.protocol.program.Field;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.program.Program;
import io.braid.protocol.program.ProgramRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.program.StepContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs single programs over cells that a test makes up, by native code and by the interpreter, and
 * requires that both do the same.
 */
final class ProgramRig {

  static final ProgramSet PROGRAMS = LedgerPrograms.build();

  /** Compiled once for all tests, which run in one thread. */
  static final NativeRunner NATIVE = new NativeRunner(PROGRAMS);

  /** A runner with cells of its own. */
  private static final class Side {
    final CellTable cells = new CellTable(64, Seeds.TABLE);
    final StepContext context = new StepContext(cells);
    final ProgramRunner runner;

    Side(ProgramRunner runner) {
      this.runner = runner;
    }

    void run(Program program) {
      cells.beginRecord();
      runner.run(program, context);
    }

    List<BigInteger> changes() {
      List<BigInteger> changes = new ArrayList<>();
      cells.forEachChange((key, keyAt, value, valueAt) -> {
        changes.add(Words.get(key, keyAt));
        changes.add(Words.get(value, valueAt));
      });
      return changes;
    }
  }

  private final Side compiled = new Side(NATIVE);
  private final Side interpreted = new Side(new Interpreter());
  private final Map<BigInteger, BigInteger> base = new TreeMap<>();
  private List<BigInteger> changes = List.of();

  static Program program(MessageKind kind) {
    return PROGRAMS.forMessage(kind.code());
  }

  static Program program(EventKind kind) {
    return PROGRAMS.forEvent(kind.code());
  }

  static Program program(Operation operation, int shape) {
    return PROGRAMS.byId(LedgerPrograms.programOf(operation, shape));
  }

  ProgramRig set(Field field, BigInteger value) {
    Words.put(value, compiled.context.fields(), field.at());
    Words.put(value, interpreted.context.fields(), field.at());
    return this;
  }

  ProgramRig set(Field field, long value) {
    return set(field, BigInteger.valueOf(value));
  }

  ProgramRig put(CellKind kind, int rest, BigInteger owner, BigInteger asset, BigInteger value) {
    return put(Cells.key(kind, rest, owner, asset), value);
  }

  ProgramRig put(BigInteger key, BigInteger value) {
    base.put(key, value);
    Cells.put(compiled.cells, key, value);
    Cells.put(interpreted.cells, key, value);
    return this;
  }

  /** Runs a program. What it changes stays, unless {@link #undo} is called. */
  ProgramRig run(Program program) {
    compiled.run(program);
    interpreted.run(program);
    StepContext one = compiled.context;
    StepContext other = interpreted.context;
    changes = compiled.changes();
    assertEquals(interpreted.changes(), changes, program::toString);
    assertEquals(other.refusal(), one.refusal(), program::toString);
    if (one.refusal() != 0) {
      return this;
    }
    assertEquals(other.messageKind(), one.messageKind(), program::toString);
    if (one.messageKind() != 0) {
      assertArrayEquals(other.message(), one.message(), program::toString);
    }
    assertEquals(other.code(), one.code(), program::toString);
    assertEquals(other.withdrawalCount(), one.withdrawalCount(), program::toString);
    assertEquals(withdrawals(other), withdrawals(one), program::toString);
    assertEquals(logs(other), logs(one), program::toString);
    return this;
  }

  /** Takes back what the last run changed. */
  void undo() {
    for (int i = 0; i < changes.size(); i += 2) {
      BigInteger key = changes.get(i);
      BigInteger value = base.getOrDefault(key, BigInteger.ZERO);
      Cells.put(compiled.cells, key, value);
      Cells.put(interpreted.cells, key, value);
    }
  }

  /** Keys and new values, by turns, in the order of first writes. */
  List<BigInteger> changes() {
    return changes;
  }

  int refusal() {
    return compiled.context.refusal();
  }

  /** The kind of the message the last run emitted, or null. */
  MessageKind emitted() {
    return MessageKind.of(compiled.context.messageKind());
  }

  /** The code with which the last run ended; meaningless if it emitted a message. */
  int code() {
    return compiled.context.code();
  }

  /** The failure with which the last run ended, or which its message carries on; null for none. */
  Failure failure() {
    return Failure.of(emitted() == null ? code() : message(Field.CODE).intValueExact());
  }

  /** A field of the emitted message. */
  BigInteger message(Field field) {
    return Words.get(compiled.context.message(), field.at());
  }

  /** Recipient, asset and amount of each withdrawal. */
  List<BigInteger> withdrawals() {
    return words(compiled.context.withdrawals(), 0, compiled.context.withdrawalCount() * 12);
  }

  int logCount() {
    return compiled.context.logCount();
  }

  BigInteger get(CellKind kind, int rest, BigInteger owner, BigInteger asset) {
    return Cells.get(compiled.cells, kind, rest, owner, asset);
  }

  CellTable cells() {
    return compiled.cells;
  }

  private static List<Long> withdrawals(StepContext context) {
    int longs = context.withdrawalCount() * StepContext.WITHDRAWAL;
    return Arrays.stream(context.withdrawals(), 0, longs).boxed().toList();
  }

  private static List<Long> logs(StepContext context) {
    List<Long> logs = new ArrayList<>();
    for (int log = 0; log < context.logCount(); log++) {
      logs.add((long) context.logTemplate(log));
      for (int i = context.logStart(log); i < context.logStart(log + 1); i++) {
        logs.add(context.logOperands()[i]);
      }
    }
    return logs;
  }

  private static List<BigInteger> words(long[] from, int start, int end) {
    List<BigInteger> words = new ArrayList<>();
    for (int at = start; at < end; at += Word256.LONGS) {
      words.add(Words.get(from, at));
    }
    return words;
  }
}
