package io.braid.protocol.program;

import io.braid.protocol.crypto.Poseidon2Hash;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs programs as {@code docs/protocol/programs.md} reads: registers are a list of {@link
 * BigInteger}s, cells a map. Shares with the code under test the steps and the digest of a HASH,
 * which has a plain form of its own in the tests of hashes.
 */
final class PlainMachine {

  private static final BigInteger ZERO = BigInteger.ZERO;
  private static final BigInteger ONE = BigInteger.ONE;

  private final Map<BigInteger, BigInteger> cells = new HashMap<>();
  private final Poseidon2Hash poseidon2 = new Poseidon2Hash();

  private Map<Field, BigInteger> fields;
  private final List<BigInteger> registers = new ArrayList<>();
  private final List<Boolean> active = new ArrayList<>();

  /** Each cell that this run wrote, with what it was before. */
  private final Map<BigInteger, BigInteger> before = new LinkedHashMap<>();

  private int refusal;
  private int code;
  private int messageKind;
  private final Map<Field, BigInteger> message = new EnumMap<>(Field.class);
  private final List<List<BigInteger>> withdrawals = new ArrayList<>();
  private final List<List<BigInteger>> logs = new ArrayList<>();

  /** All registers after the last run. */
  List<BigInteger> registers() {
    return registers;
  }

  /** For each step of the last run whether it took place. */
  List<Boolean> active() {
    return active;
  }

  /** How many cells the last run wrote, each counted once. */
  int writtenCells() {
    return before.size();
  }

  /** The cells. */
  Map<BigInteger, BigInteger> cells() {
    return cells;
  }

  /** Runs a program. */
  Effects run(Program program, Map<Field, BigInteger> inputs) {
    fields = inputs;
    begin();
    program.inputs().forEach(field -> registers.add(inputs.get(field)));
    for (Instruction step : program.steps()) {
      if (refusal == 0) {
        step(step);
      }
    }
    List<List<BigInteger>> changes = new ArrayList<>();
    before.forEach((key, old) -> {
      if (!cells.get(key).equals(old)) {
        changes.add(List.of(key, cells.get(key)));
      }
    });
    return new Effects(
        refusal,
        code,
        messageKind,
        new EnumMap<>(message),
        List.copyOf(withdrawals),
        List.copyOf(logs),
        changes);
  }

  private void begin() {
    registers.clear();
    active.clear();
    before.clear();
    message.clear();
    withdrawals.clear();
    logs.clear();
    refusal = 0;
    code = 0;
    messageKind = 0;
  }

  private void step(Instruction step) {
    List<BigInteger> x = step.operands().stream().map(registers::get).toList();
    boolean isActive = true;
    switch (step.opcode()) {
      case CONST -> give(new BigInteger(step.constant().substring(2), 16));
      case ADD -> {
        BigInteger sum = x.get(0).add(x.get(1));
        give(sum.mod(Words.MODULUS), bool(sum.compareTo(Words.MODULUS) >= 0));
      }
      case SUBTRACT ->
          give(
              x.get(0).subtract(x.get(1)).mod(Words.MODULUS),
              bool(x.get(0).compareTo(x.get(1)) < 0));
      case MULTIPLY_DIVIDE_DOWN -> divide(x, false);
      case MULTIPLY_DIVIDE_UP -> divide(x, true);
      case EQUAL -> give(bool(x.get(0).equals(x.get(1))));
      case SELECT -> give(x.get(0).equals(ONE) ? x.get(1) : x.get(2));
      case SPLIT -> give(x.get(0).shiftRight(128), low(x.get(0), 128));
      case JOIN -> give(low(x.get(0), 128).shiftLeft(128).or(low(x.get(1), 128)));
      case HASH -> give(hash(x));
      case READ -> {
        BigInteger head = BigInteger.valueOf(((long) step.number() << 24) + step.rest());
        read(head.shiftLeft(224).or(low(x.get(0), 160).shiftLeft(64)).or(low(x.get(1), 64)));
      }
      case READ_HASHED ->
          read(BigInteger.valueOf(step.number()).shiftLeft(248).or(low(x.get(0), 248)));
      case ASSERT -> refusal = x.get(0).equals(ONE) ? 0 : step.number();
      case FINISH -> code = x.get(0).intValueExact();
      default -> isActive = affect(step, x);
    }
    active.add(isActive);
  }

  private boolean affect(Instruction step, List<BigInteger> x) {
    boolean isActive = x.get(step.opcode() == Opcode.WRITE ? 2 : 0).equals(ONE);
    if (isActive) {
      switch (step.opcode()) {
        case WRITE -> {
          before.putIfAbsent(x.get(0), cells.getOrDefault(x.get(0), ZERO));
          cells.put(x.get(0), x.get(1));
        }
        case EMIT -> {
          messageKind = step.number();
          for (Field field : Field.values()) {
            int at = step.fields().indexOf(field);
            boolean isCarried = field == Field.ORIGIN || field == Field.SENDER;
            message.put(field, isCarried ? fields.get(field) : at < 0 ? ZERO : x.get(1 + at));
          }
        }
        case WITHDRAW -> withdrawals.add(x.subList(1, 4));
        case LOG -> {
          List<BigInteger> log = new ArrayList<>(x);
          log.set(0, BigInteger.valueOf(step.number()));
          logs.add(log);
        }
        default -> throw new IllegalStateException(step.opcode() + " is no effect");
      }
    }
    return isActive;
  }

  private void divide(List<BigInteger> x, boolean roundUp) {
    if (x.get(2).signum() == 0) {
      give(ZERO, ONE, ZERO);
      return;
    }
    BigInteger[] parts = x.get(0).multiply(x.get(1)).divideAndRemainder(x.get(2));
    BigInteger quotient = roundUp && parts[1].signum() > 0 ? parts[0].add(ONE) : parts[0];
    if (quotient.compareTo(Words.MODULUS) >= 0) {
      give(ZERO, ONE, ZERO);
    } else {
      give(quotient, ZERO, parts[1]);
    }
  }

  private BigInteger hash(List<BigInteger> x) {
    long[] out = new long[4];
    poseidon2.digest(Words.of(x.get(0)), 0, Words.of(x.get(1)), 0, Words.of(x.get(2)), 0, out, 0);
    return Words.get(out, 0);
  }

  private void read(BigInteger key) {
    give(cells.getOrDefault(key, ZERO), key);
  }

  private void give(BigInteger... outputs) {
    registers.addAll(List.of(outputs));
  }

  private static BigInteger low(BigInteger word, int bits) {
    return word.mod(ONE.shiftLeft(bits));
  }

  private static BigInteger bool(boolean condition) {
    return condition ? ONE : ZERO;
  }
}
