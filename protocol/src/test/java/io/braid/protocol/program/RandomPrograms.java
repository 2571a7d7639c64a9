package io.braid.protocol.program;

import io.braid.protocol.Limits;
import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes valid programs of every opcode, and inputs for them, out of a seed. */
final class RandomPrograms {

  private static final int LENGTH_MAX = 60;

  /** Room for what a step adds without asking: constants for its operands and its outputs. */
  private static final int STEPS_LEFT = 16;

  private static final List<CellKind> PACKED =
      List.of(CellKind.HOLDING, CellKind.POOL_CUMULATIVE, CellKind.COLLECTOR);

  private static final List<BigInteger> BOUNDARIES =
      Words.boundaries(0, 1, 8, 16, 63, 64, 112, 127, 128, 160, 192, 224, 248, 255, 256);

  private static final List<Source> SOURCES = List.of(Source.values());

  private static final List<Opcode> BEFORE_FINISH =
      List.copyOf(EnumSet.range(Opcode.CONST, Opcode.LOG));

  private final Random random;
  private final Source source;
  private final List<Field> inputs = new ArrayList<>();
  private final List<Instruction> steps = new ArrayList<>();
  private final List<Instruction> reads = new ArrayList<>();

  /** Registers by what they may stand for; a bool is in all lists but the keys. */
  private final List<Integer> bools = new ArrayList<>();

  private final List<Integer> codes = new ArrayList<>();
  private final List<Integer> words = new ArrayList<>();
  private final List<Integer> keys = new ArrayList<>();
  private int registers;
  private int withdrawals;
  private int logs;
  private boolean emits;
  private boolean hasEffect;

  private RandomPrograms(Random random, Source source) {
    this.random = random;
    this.source = source;
  }

  /** A set of programs of all sources, each with a number and a kind of its own. */
  static List<Program> set(Random random, int count) {
    List<Program> programs = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Source source = SOURCES.get(random.nextInt(SOURCES.size()));
      programs.add(next(random, 3 * i, source, source == Source.TRANSACTION ? 0 : i));
    }
    return programs;
  }

  /** A program. */
  static Program next(Random random, int id, Source source, int kind) {
    RandomPrograms program = new RandomPrograms(random, source);
    program.chooseInputs();
    int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 200 : LENGTH_MAX);
    while (program.steps.size() < length && program.hasRoom()) {
      program.addStep(BEFORE_FINISH.get(random.nextInt(BEFORE_FINISH.size())));
    }
    program.add(Instruction.of(Opcode.FINISH, program.code()));
    int gas = source == Source.TRANSACTION ? 1 + random.nextInt(Integer.MAX_VALUE) : 0;
    return new Program("random", id, source, kind, gas, program.inputs, program.steps);
  }

  /** Words for all fields: boundaries, others, and some that agree in their low bits. */
  static Map<Field, BigInteger> inputs(Random random) {
    List<BigInteger> pool = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      pool.add(word(random));
    }
    // What masks to the same owner or the same asset makes two keys of one cell.
    pool.add(pool.get(0).flipBit(160 + random.nextInt(96)));
    pool.add(pool.get(1).flipBit(64 + random.nextInt(192)));
    Map<Field, BigInteger> inputs = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      inputs.put(field, pool.get(random.nextInt(pool.size())));
    }
    inputs.put(Field.CODE, BigInteger.valueOf(random.nextInt(256)));
    return inputs;
  }

  private static BigInteger word(Random random) {
    return random.nextBoolean()
        ? BOUNDARIES.get(random.nextInt(BOUNDARIES.size()))
        : Words.random(random);
  }

  private boolean hasRoom() {
    return steps.size() + STEPS_LEFT < Limits.PROGRAM_STEPS_MAX
        && registers + 3 * STEPS_LEFT < Limits.PROGRAM_REGISTERS_MAX;
  }

  private void chooseInputs() {
    List<Field> fields = new ArrayList<>(List.of(Field.values()));
    fields.removeIf(field -> !field.isInputOf(source) || random.nextInt(3) == 0);
    Collections.shuffle(fields, random);
    inputs.addAll(fields);
    for (Field field : fields) {
      if (field == Field.CODE) {
        codes.add(registers);
      }
      words.add(registers++);
    }
  }

  private void addStep(Opcode opcode) {
    switch (opcode) {
      case CONST -> constant();
      case ADD, SUBTRACT -> wordAndBool(Instruction.of(opcode, word(), word()));
      case MULTIPLY_DIVIDE_DOWN, MULTIPLY_DIVIDE_UP -> {
        wordAndBool(Instruction.of(opcode, word(), word(), word()));
        words.add(registers++);
      }
      case EQUAL -> {
        add(Instruction.of(opcode, word(), word()));
        addBool();
      }
      case SELECT -> select();
      case SPLIT -> {
        add(Instruction.of(opcode, word()));
        words.add(registers++);
        words.add(registers++);
      }
      case JOIN -> aWord(Instruction.of(opcode, word(), word()));
      case HASH -> {
        // Hashing is slow: most programs do with little of it.
        if (random.nextInt(4) == 0) {
          aWord(Instruction.of(opcode, word(), word(), word()));
        }
      }
      case READ, READ_HASHED -> read(opcode);
      default -> effect(opcode);
    }
  }

  private void effect(Opcode opcode) {
    switch (opcode) {
      case WRITE -> {
        if (!keys.isEmpty()) {
          int key = keys.get(random.nextInt(keys.size()));
          affect(Instruction.of(opcode, key, word(), bool()));
        }
      }
      case ASSERT -> {
        if (source == Source.TRANSACTION && !hasEffect) {
          int condition = random.nextInt(4) == 0 ? bool() : yes();
          add(Instruction.numbered(opcode, 1 + random.nextInt(255), List.of(condition)));
        }
      }
      case EMIT -> emit();
      case WITHDRAW -> {
        if (withdrawals < Limits.WITHDRAWALS_IN_STEP_MAX && random.nextInt(3) == 0) {
          withdrawals++;
          affect(Instruction.of(opcode, bool(), word(), word(), word()));
        }
      }
      case LOG -> {
        if (logs < Limits.LOGS_IN_STEP_MAX && random.nextInt(2) == 0) {
          logs++;
          List<Integer> operands = new ArrayList<>(List.of(bool()));
          for (int i = random.nextInt(1 + Limits.LOG_OPERANDS_MAX); i > 0; i--) {
            operands.add(word());
          }
          affect(Instruction.numbered(opcode, 1 + random.nextInt(255), operands));
        }
      }
      default -> throw new IllegalStateException(opcode + " is no effect");
    }
  }

  private void emit() {
    if (emits || random.nextInt(4) > 0) {
      return;
    }
    emits = true;
    Set<Field> fields = EnumSet.range(Field.CODE, Field.WORD_5);
    fields.removeIf(_ -> random.nextBoolean());
    List<Integer> operands = new ArrayList<>(List.of(bool()));
    for (Field field : fields) {
      operands.add(field == Field.CODE ? code() : word());
    }
    affect(Instruction.emit(1 + random.nextInt(255), List.copyOf(fields), operands));
  }

  private void select() {
    int condition = bool();
    List<Integer> type = random.nextBoolean() ? words : random.nextBoolean() ? codes : bools;
    if (type.isEmpty()) {
      type = bools;
    }
    int a = of(type);
    int b = of(type);
    add(Instruction.of(Opcode.SELECT, condition, a, b));
    if (bools.contains(a) && bools.contains(b)) {
      addBool();
    } else if (codes.contains(a) && codes.contains(b)) {
      addCode();
    } else {
      words.add(registers++);
    }
  }

  private void read(Opcode opcode) {
    Instruction read;
    if (!reads.isEmpty() && random.nextInt(3) == 0) {
      read = of(reads);
    } else if (opcode == Opcode.READ) {
      int rest = List.of(0, 0, 0, 1, CellKey.REST_LIMIT - 1).get(random.nextInt(5));
      read = Instruction.read(of(PACKED).code(), rest, word(), word());
    } else {
      read = Instruction.numbered(opcode, CellKind.ALLOWANCE.code(), List.of(word()));
    }
    reads.add(read);
    add(read);
    words.add(registers++);
    keys.add(registers++);
  }

  private void constant() {
    BigInteger value =
        random.nextInt(4) == 0 ? BigInteger.valueOf(random.nextInt(300)) : word(random);
    constant(value);
  }

  private void constant(BigInteger value) {
    add(Instruction.constant("0x" + value.toString(16)));
    if (value.bitLength() <= 1) {
      addBool();
    } else if (value.bitLength() <= 8) {
      addCode();
    } else {
      words.add(registers++);
    }
  }

  private void wordAndBool(Instruction step) {
    aWord(step);
    addBool();
  }

  private void aWord(Instruction step) {
    add(step);
    words.add(registers++);
  }

  private void affect(Instruction step) {
    add(step);
    hasEffect = true;
  }

  private void add(Instruction step) {
    steps.add(step);
  }

  private void addCode() {
    codes.add(registers);
    words.add(registers++);
  }

  private void addBool() {
    bools.add(registers);
    addCode();
  }

  private int word() {
    if (words.isEmpty()) {
      constant();
    }
    return of(words);
  }

  private int code() {
    if (codes.isEmpty()) {
      constant(BigInteger.valueOf(random.nextInt(256)));
    }
    return of(codes);
  }

  private int bool() {
    if (bools.isEmpty()) {
      constant(BigInteger.valueOf(random.nextInt(2)));
    }
    return of(bools);
  }

  /** A register that is 1. */
  private int yes() {
    int word = word();
    add(Instruction.of(Opcode.EQUAL, word, word));
    addBool();
    return bools.getLast();
  }

  /** One of them; as often as not one of the last, so that what was computed is used. */
  private <T> T of(List<T> list) {
    int size = list.size();
    return list.get(
        random.nextBoolean() ? random.nextInt(size) : size - 1 - random.nextInt(Math.min(size, 4)));
  }
}
