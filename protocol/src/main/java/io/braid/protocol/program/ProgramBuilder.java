package io.braid.protocol.program;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.math.Word256;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a program in Java that reads like the operation it describes.
 *
 * <p>Steps without effect are shared when they are the same, conditions that are known are folded,
 * and what nobody uses is left out; so operations can be written for clarity. Registers are those
 * of the builder until {@link #finish} numbers what is left.
 */
public final class ProgramBuilder {

  /** A register that holds a word. */
  public record Word(int register) {}

  /** A register that holds 0 or 1. */
  public record Bool(int register) {}

  /** A register that holds the key of a cell that was read. */
  public record Key(int register) {}

  /** A cell as it was read. */
  public record Cell(Word value, Key key) {}

  /** Sum modulo 2^256, and whether it passed 2^256. */
  public record Sum(Word value, Bool carry) {}

  /** Difference modulo 2^256, and whether the first was less than the second. */
  public record Difference(Word value, Bool borrow) {}

  /** Quotient, whether there is none, and the remainder of the division rounded down. */
  public record Quotient(Word value, Bool flag, Word remainder) {}

  /** High and low 128 bits. */
  public record Halves(Word high, Word low) {}

  private final String name;
  private final int id;
  private final Source source;
  private final int kind;
  private final int gas;
  private final Map<Field, Word> inputs = new EnumMap<>(Field.class);
  private final List<BuiltStep> steps = new ArrayList<>();
  private final Map<Instruction, Integer> pureSteps = new HashMap<>();
  private int registers;
  private final Bool no;
  private final Bool yes;

  private ProgramBuilder(String name, int id, Source source, int kind, int gas) {
    this.name = name;
    this.id = id;
    this.source = source;
    this.kind = kind;
    this.gas = gas;
    this.no = new Bool(constant(0).register());
    this.yes = new Bool(constant(1).register());
  }

  /** Begins the program of a transaction that charges this gas. */
  public static ProgramBuilder transaction(String name, int id, int gas) {
    return new ProgramBuilder(name, id, Source.TRANSACTION, 0, gas);
  }

  /** Begins the program of a message kind. */
  public static ProgramBuilder message(String name, int id, int kind) {
    return new ProgramBuilder(name, id, Source.MESSAGE, kind, 0);
  }

  /** Begins the program of an event kind. */
  public static ProgramBuilder event(String name, int id, int kind) {
    return new ProgramBuilder(name, id, Source.EVENT, kind, 0);
  }

  /** An input field. */
  public Word input(Field field) {
    return inputs.computeIfAbsent(field, _ -> new Word(registers++));
  }

  /** A constant below 2^63. */
  public Word constant(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative constant: " + value);
    }
    return constant("0x" + Long.toHexString(value));
  }

  /** A constant in hexadecimal digits, with 0x before and no leading zero. */
  public Word constant(String hex) {
    long[] word = new long[Word256.LONGS];
    Word256.parseHex(hex, word, 0);
    return new Word(pure(Instruction.constant(Word256.toHex(word, 0))));
  }

  /** The constant 1. */
  public Bool yes() {
    return yes;
  }

  /** The constant 0. */
  public Bool no() {
    return no;
  }

  /** {@code a + b}. */
  public Sum add(Word a, Word b) {
    int out = pure(Instruction.of(Opcode.ADD, a.register(), b.register()));
    return new Sum(new Word(out), new Bool(out + 1));
  }

  /** {@code a - b}. */
  public Difference subtract(Word a, Word b) {
    int out = pure(Instruction.of(Opcode.SUBTRACT, a.register(), b.register()));
    return new Difference(new Word(out), new Bool(out + 1));
  }

  /** {@code a < b}. */
  public Bool less(Word a, Word b) {
    return subtract(a, b).borrow();
  }

  /** {@code a == b}. */
  public Bool isEqual(Word a, Word b) {
    return new Bool(pure(Instruction.of(Opcode.EQUAL, a.register(), b.register())));
  }

  /** {@code a == 0}. */
  public Bool isZero(Word a) {
    return isEqual(a, constant(0));
  }

  /** {@code floor(a * b / d)}, the product exact. */
  public Quotient multiplyDivideDown(Word a, Word b, Word d) {
    return multiplyDivide(Opcode.MULTIPLY_DIVIDE_DOWN, a, b, d);
  }

  /** {@code ceil(a * b / d)}, the product exact. */
  public Quotient multiplyDivideUp(Word a, Word b, Word d) {
    return multiplyDivide(Opcode.MULTIPLY_DIVIDE_UP, a, b, d);
  }

  private Quotient multiplyDivide(Opcode opcode, Word a, Word b, Word d) {
    int out = pure(Instruction.of(opcode, a.register(), b.register(), d.register()));
    return new Quotient(new Word(out), new Bool(out + 1), new Word(out + 2));
  }

  /** {@code condition ? a : b}. */
  public Word select(Bool condition, Word a, Word b) {
    return new Word(select(condition, a.register(), b.register()));
  }

  /** {@code condition ? a : b}. */
  public Bool select(Bool condition, Bool a, Bool b) {
    return new Bool(select(condition, a.register(), b.register()));
  }

  private int select(Bool condition, int a, int b) {
    if (condition.equals(yes) || a == b) {
      return a;
    }
    if (condition.equals(no)) {
      return b;
    }
    return pure(Instruction.of(Opcode.SELECT, condition.register(), a, b));
  }

  /** Not a. */
  public Bool not(Bool a) {
    if (a.equals(yes) || a.equals(no)) {
      return a.equals(yes) ? no : yes;
    }
    return select(a, no, yes);
  }

  /** Both. */
  public Bool and(Bool a, Bool b) {
    return b.equals(yes) ? a : select(a, b, no);
  }

  /** One or both. */
  public Bool or(Bool a, Bool b) {
    return b.equals(no) ? a : select(a, yes, b);
  }

  /** High and low 128 bits. */
  public Halves split(Word a) {
    int out = pure(Instruction.of(Opcode.SPLIT, a.register()));
    return new Halves(new Word(out), new Word(out + 1));
  }

  /** The low 128 bits of both, side by side. */
  public Word join(Word high, Word low) {
    return new Word(pure(Instruction.of(Opcode.JOIN, high.register(), low.register())));
  }

  /** Poseidon2 digest of three words, 248 bits. */
  public Word hash(Word a, Word b, Word c) {
    return new Word(pure(Instruction.of(Opcode.HASH, a.register(), b.register(), c.register())));
  }

  /** Reads the cell with a packed key. */
  public Cell read(CellKind cellKind, int rest, Word owner, Word asset) {
    return cell(Instruction.read(cellKind.code(), rest, owner.register(), asset.register()));
  }

  /** Reads the cell with a hashed key. */
  public Cell readHashed(CellKind cellKind, Word digest) {
    return cell(
        Instruction.numbered(Opcode.READ_HASHED, cellKind.code(), List.of(digest.register())));
  }

  private Cell cell(Instruction read) {
    int out = append(read);
    return new Cell(new Word(out), new Key(out + 1));
  }

  /** Writes a cell. */
  public void write(Cell cell, Word value) {
    write(cell, value, yes);
  }

  /** Writes a cell when the predicate holds. */
  public void write(Cell cell, Word value, Bool when) {
    append(Instruction.of(Opcode.WRITE, cell.key().register(), value.register(), when.register()));
  }

  /** Refuses the transaction for a reason, 1 to 255, unless the condition holds. */
  public void require(Bool condition, int reason) {
    append(Instruction.numbered(Opcode.ASSERT, reason, List.of(condition.register())));
  }

  /** Emits a message with these fields, the others 0, when the predicate holds. */
  public void emit(int messageKind, Bool when, Map<Field, Word> fields) {
    Map<Field, Word> inOrder = new EnumMap<>(Field.class);
    inOrder.putAll(fields);
    List<Integer> operands = new ArrayList<>(List.of(when.register()));
    inOrder.values().forEach(value -> operands.add(value.register()));
    append(Instruction.emit(messageKind, List.copyOf(inOrder.keySet()), operands));
  }

  /** Withdraws to L1 when the predicate holds. */
  public void withdraw(Bool when, Word recipient, Word asset, Word amount) {
    append(
        Instruction.of(
            Opcode.WITHDRAW,
            when.register(),
            recipient.register(),
            asset.register(),
            amount.register()));
  }

  /** Logs when the predicate holds. */
  public void log(int template, Bool when, Word... operands) {
    List<Integer> registersOf = new ArrayList<>(List.of(when.register()));
    for (Word operand : operands) {
      registersOf.add(operand.register());
    }
    append(Instruction.numbered(Opcode.LOG, template, registersOf));
  }

  /**
   * Ends the program with the code of the operation, 0 for success, should it end here.
   *
   * @throws IllegalArgumentException if the program is not valid; see {@link Validation}
   */
  public Program finish(Word code) {
    append(Instruction.of(Opcode.FINISH, code.register()));
    Pruning pruned = Pruning.of(inputs, steps);
    return new Program(name, id, source, kind, gas, pruned.inputs(), pruned.steps());
  }

  private int pure(Instruction instruction) {
    Integer known = pureSteps.get(instruction);
    if (known != null) {
      return known;
    }
    int out = append(instruction);
    pureSteps.put(instruction, out);
    return out;
  }

  private int append(Instruction instruction) {
    int out = registers;
    steps.add(new BuiltStep(instruction, out));
    registers += instruction.opcode().outputCount();
    return out;
  }

  /** A step and the builder's register of its first output. */
  record BuiltStep(Instruction instruction, int firstOutput) {}
}
