package io.braid.protocol.program;

import io.braid.protocol.Limits;
import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.math.Word256;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules that make a program valid. What they guarantee: every operand was written before; a
 * predicate or condition is 0 or 1, a code below 256; a cell is written only by a key that was
 * read; at most one message is emitted; a refusal comes before any effect, and only in a
 * transaction, so that all other programs are total.
 */
final class Validation {

  /** What a register holds; a bool is a code too, a code a word. */
  private enum Type {
    WORD,
    /** Below 256. */
    CODE,
    /** 0 or 1. */
    BOOL,
    KEY
  }

  private final Program program;
  private final List<Type> registers = new ArrayList<>();
  private int step;
  private boolean hasEffect;
  private boolean emits;
  private int withdrawals;
  private int logs;

  private Validation(Program program) {
    this.program = program;
  }

  /** Checks a program and counts its registers. */
  static int check(Program program) {
    return new Validation(program).run();
  }

  private int run() {
    checkHead();
    List<Instruction> steps = program.steps();
    require(
        steps.size() <= Limits.PROGRAM_STEPS_MAX,
        "has more steps than " + Limits.PROGRAM_STEPS_MAX);
    for (step = 0; step < steps.size(); step++) {
      check(steps.get(step), step == steps.size() - 1);
    }
    require(
        !steps.isEmpty() && steps.getLast().opcode() == Opcode.FINISH, "does not end with FINISH");
    return registers.size();
  }

  private void checkHead() {
    step = -1;
    require(program.id() >= 1 && program.id() <= 0xffff, "has a number outside 1 to 65535");
    boolean isTransaction = program.source() == Source.TRANSACTION;
    require(
        isTransaction ? program.kind() == 0 : program.kind() >= 1 && program.kind() <= 0xff,
        "has a kind that its source does not allow");
    require(
        isTransaction ? program.gas() > 0 : program.gas() == 0,
        "has a gas that its source does not allow");
    Set<Field> seen = new HashSet<>();
    for (Field field : program.inputs()) {
      require(field.isInputOf(program.source()), "cannot have the input " + field);
      require(seen.add(field), "has the input " + field + " twice");
      registers.add(field == Field.CODE ? Type.CODE : Type.WORD);
    }
  }

  private void check(Instruction instruction, boolean isLast) {
    List<Integer> operands = instruction.operands();
    for (int operand : operands) {
      require(
          operand >= 0 && operand < registers.size(),
          "uses register " + operand + " before it is written");
    }
    Opcode opcode = instruction.opcode();
    require(opcode != Opcode.FINISH || isLast, "goes on behind FINISH");
    switch (opcode) {
      case CONST -> checkConstant(instruction);
      case ADD, SUBTRACT -> {
        words(operands, 0, 2);
        outputs(Type.WORD, Type.BOOL);
      }
      case MULTIPLY_DIVIDE_DOWN, MULTIPLY_DIVIDE_UP -> {
        words(operands, 0, 3);
        outputs(Type.WORD, Type.BOOL, Type.WORD);
      }
      case EQUAL -> {
        words(operands, 0, 2);
        outputs(Type.BOOL);
      }
      case SELECT -> checkSelect(operands);
      case SPLIT -> {
        words(operands, 0, 1);
        outputs(Type.WORD, Type.WORD);
      }
      case JOIN -> {
        words(operands, 0, 2);
        outputs(Type.WORD);
      }
      case HASH -> {
        words(operands, 0, 3);
        outputs(Type.WORD);
      }
      case READ -> {
        words(operands, 0, 2);
        checkKind(instruction, false);
      }
      case READ_HASHED -> {
        words(operands, 0, 1);
        checkKind(instruction, true);
      }
      default -> checkEffect(instruction);
    }
  }

  private void checkEffect(Instruction instruction) {
    List<Integer> operands = instruction.operands();
    switch (instruction.opcode()) {
      case WRITE -> {
        count(operands, 3);
        require(type(operands.get(0)) == Type.KEY, "writes by a word that is no key");
        word(operands.get(1));
        bool(operands.get(2));
        hasEffect = true;
      }
      case ASSERT -> {
        count(operands, 1);
        bool(operands.get(0));
        require(
            instruction.number() >= 1 && instruction.number() <= 0xff,
            "asserts for a reason outside 1 to 255");
        require(program.source() == Source.TRANSACTION, "asserts, but is not a transaction's");
        require(!hasEffect, "asserts behind an effect");
      }
      case EMIT -> checkEmit(instruction);
      case WITHDRAW -> {
        count(operands, 4);
        bool(operands.get(0));
        words(operands, 1, 3);
        withdrawals++;
        require(
            withdrawals <= Limits.WITHDRAWALS_IN_STEP_MAX,
            "withdraws more often than " + Limits.WITHDRAWALS_IN_STEP_MAX + " times");
        hasEffect = true;
      }
      case LOG -> {
        require(!operands.isEmpty(), "logs without a predicate");
        require(
            operands.size() <= 1 + Limits.LOG_OPERANDS_MAX,
            "logs more than " + Limits.LOG_OPERANDS_MAX + " operands");
        checkByte(instruction.number(), "a log template");
        bool(operands.get(0));
        words(operands, 1, operands.size() - 1);
        logs++;
        require(
            logs <= Limits.LOGS_IN_STEP_MAX,
            "logs more often than " + Limits.LOGS_IN_STEP_MAX + " times");
        hasEffect = true;
      }
      default -> {
        count(operands, 1);
        code(operands.get(0));
      }
    }
  }

  private void checkConstant(Instruction instruction) {
    count(instruction.operands(), 0);
    long[] word = new long[Word256.LONGS];
    Word256.parseHex(instruction.constant(), word, 0);
    boolean isByte = word[0] >>> Byte.SIZE == 0 && (word[1] | word[2] | word[3]) == 0;
    outputs(!isByte ? Type.WORD : word[0] >>> 1 == 0 ? Type.BOOL : Type.CODE);
  }

  private void checkSelect(List<Integer> operands) {
    count(operands, 3);
    bool(operands.get(0));
    word(operands.get(1));
    word(operands.get(2));
    Type first = type(operands.get(1));
    Type second = type(operands.get(2));
    outputs(first.compareTo(second) < 0 ? first : second);
  }

  private void checkKind(Instruction instruction, boolean hashed) {
    CellKind kind = CellKind.of(instruction.number());
    require(kind != null, "reads a cell of unknown kind " + instruction.number());
    require(kind.hashed() == hashed, "reads " + kind + " by the wrong sort of key");
    require(
        instruction.rest() >= 0 && instruction.rest() < CellKey.REST_LIMIT,
        "reads a cell whose rest has more than 24 bits");
    outputs(Type.WORD, Type.KEY);
  }

  private void checkEmit(Instruction instruction) {
    List<Integer> operands = instruction.operands();
    List<Field> fields = instruction.fields();
    count(operands, 1 + fields.size());
    bool(operands.get(0));
    words(operands, 1, fields.size());
    checkByte(instruction.number(), "a message kind");
    require(!emits, "emits a second message");
    Field last = null;
    for (Field field : fields) {
      require(field.isEmitted(), "emits the field " + field);
      require(last == null || last.compareTo(field) < 0, "emits its fields out of order");
      if (field == Field.CODE) {
        code(operands.get(1 + fields.indexOf(field)));
      }
      last = field;
    }
    emits = true;
    hasEffect = true;
  }

  private void checkByte(int number, String what) {
    require(number >= 1 && number <= 0xff, "has " + what + " outside 1 to 255");
  }

  private void count(List<Integer> operands, int expected) {
    require(operands.size() == expected, "has " + operands.size() + " operands, not " + expected);
  }

  private void words(List<Integer> operands, int from, int count) {
    count(operands, from + count);
    for (int operand : operands.subList(from, from + count)) {
      word(operand);
    }
  }

  private void word(int register) {
    require(type(register) != Type.KEY, "computes with the key in register " + register);
  }

  private void bool(int register) {
    require(
        type(register) == Type.BOOL, "takes register " + register + " for a bool, which it is not");
  }

  private void code(int register) {
    Type type = type(register);
    require(
        type == Type.CODE || type == Type.BOOL,
        "takes register " + register + " for a code, which it is not");
  }

  private Type type(int register) {
    return registers.get(register);
  }

  private void outputs(Type... types) {
    registers.addAll(List.of(types));
    require(
        registers.size() <= Limits.PROGRAM_REGISTERS_MAX,
        "has more registers than " + Limits.PROGRAM_REGISTERS_MAX);
  }

  private void require(boolean condition, String fault) {
    if (!condition) {
      String where = step < 0 ? "" : ", step " + step;
      throw new IllegalArgumentException(program + where + ": " + fault);
    }
  }
}
