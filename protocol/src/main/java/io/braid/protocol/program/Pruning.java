package io.braid.protocol.program;

import io.braid.protocol.program.ProgramBuilder.BuiltStep;
import io.braid.protocol.program.ProgramBuilder.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Leaves out inputs and steps that nobody uses, and numbers the registers of the rest. */
record Pruning(List<Field> inputs, List<Instruction> steps) {

  static Pruning of(Map<Field, Word> inputs, List<BuiltStep> steps) {
    BitSet used = new BitSet();
    List<BuiltStep> kept = new ArrayList<>();
    for (BuiltStep step : steps.reversed()) {
      if (isNeeded(step, used)) {
        step.instruction().operands().forEach(used::set);
        kept.add(step);
      }
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    List<Field> keptInputs = new ArrayList<>();
    inputs.forEach((field, word) -> {
      if (used.get(word.register())) {
        numbers.put(word.register(), keptInputs.size());
        keptInputs.add(field);
      }
    });
    List<Instruction> numbered = new ArrayList<>();
    int next = keptInputs.size();
    for (BuiltStep step : kept.reversed()) {
      Instruction instruction = step.instruction();
      numbered.add(
          instruction.withOperands(instruction.operands().stream().map(numbers::get).toList()));
      for (int i = 0; i < instruction.opcode().outputCount(); i++) {
        numbers.put(step.firstOutput() + i, next++);
      }
    }
    return new Pruning(keptInputs, numbered);
  }

  private static boolean isNeeded(BuiltStep step, BitSet used) {
    Opcode opcode = step.instruction().opcode();
    int end = step.firstOutput() + opcode.outputCount();
    int next = used.nextSetBit(step.firstOutput());
    return opcode.outputCount() == 0 || (next >= 0 && next < end);
  }
}
