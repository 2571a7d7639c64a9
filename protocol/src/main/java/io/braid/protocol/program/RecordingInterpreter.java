package io.braid.protocol.program;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs programs as {@link Interpreter} does and gives the witness of each run. A refused
 * transaction leaves none: nothing happened.
 */
public final class RecordingInterpreter implements ProgramRunner {

  private final Consumer<Witness> witnesses;
  private final List<Boolean> active = new ArrayList<>();
  private final Interpreter interpreter =
      new Interpreter(
          (program, at, registers, isActive) -> afterStep(program, at, registers, isActive));

  /** Witnesses go to the consumer, in the order of the runs. */
  public RecordingInterpreter(Consumer<Witness> witnesses) {
    this.witnesses = witnesses;
  }

  @Override
  public void run(Program program, StepContext context) {
    active.clear();
    interpreter.run(program, context);
  }

  private void afterStep(Program program, int at, long[] registers, boolean isActive) {
    active.add(isActive);
    if (program.flat().code()[at] == Opcode.FINISH.code()) {
      witnesses.accept(new Witness(program, registers, active));
    }
  }
}
