package io.braid.protocol.program;

/** Runs programs. All runners give the same results. */
public interface ProgramRunner {

  /** Runs a program over a context whose fields are set; the context holds what it did. */
  void run(Program program, StepContext context);
}
