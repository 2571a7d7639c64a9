package io.braid.protocol.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs as bytecode: each is compiled once to a method without a loop or a dispatch, which
 * the JVM then compiles to machine code. Allocates nothing when it runs. Not for two threads at
 * once.
 */
public final class NativeRunner implements ProgramRunner {

  private final List<NativeProgram> byId = new ArrayList<>();

  /** Compiles a set. */
  public NativeRunner(ProgramSet programs) {
    for (Program program : programs.programs()) {
      while (byId.size() < program.id()) {
        byId.add(null);
      }
      byId.add(NativeCompiler.compile(program));
    }
  }

  /**
   * Runs a program of the set.
   *
   * @throws IllegalArgumentException if it is not of the set
   */
  @Override
  public void run(Program program, StepContext context) {
    NativeProgram compiled = program.id() < byId.size() ? byId.get(program.id()) : null;
    if (compiled == null || compiled.program() != program) {
      throw new IllegalArgumentException(program + " is not one of the compiled programs");
    }
    context.begin(program);
    compiled.run(context);
  }
}
