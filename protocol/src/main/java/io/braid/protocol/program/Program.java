package io.braid.protocol.program;

import java.util.List;

/**
 * A valid program. Its registers are numbered: the inputs first, then the outputs of the steps in
 * order.
 */
public final class Program {

  private final String name;
  private final int id;
  private final Source source;
  private final int kind;
  private final int gas;
  private final List<Field> inputs;
  private final List<Instruction> steps;
  private final Cost cost;
  private final int registerCount;
  private final int writeCount;
  private final FlatCode flat;

  /**
   * Checks and makes a program.
   *
   * @param kind of the message or event it runs; 0 for a transaction
   * @param gas of the transaction it runs; 0 for a message or an event
   * @throws IllegalArgumentException if it breaks a rule; see {@link Validation}
   */
  Program(
      String name,
      int id,
      Source source,
      int kind,
      int gas,
      List<Field> inputs,
      List<Instruction> steps) {
    this.name = name;
    this.id = id;
    this.source = source;
    this.kind = kind;
    this.gas = gas;
    this.inputs = List.copyOf(inputs);
    this.steps = List.copyOf(steps);
    this.registerCount = Validation.check(this);
    this.cost = Cost.of(this.steps);
    this.writeCount = count(Opcode.WRITE);
    this.flat = FlatCode.of(this.inputs, this.steps);
  }

  private int count(Opcode opcode) {
    return (int) steps.stream().filter(step -> step.opcode() == opcode).count();
  }

  /** A name for people; it has no meaning and is not in the bytes. */
  public String name() {
    return name;
  }

  /** The number by which it is known. */
  public int id() {
    return id;
  }

  /** What starts it. */
  public Source source() {
    return source;
  }

  /** The kind of message or event it runs; 0 for a transaction. */
  public int kind() {
    return kind;
  }

  /** The gas it charges for the whole chain; 0 for a message or an event. */
  public int gas() {
    return gas;
  }

  /** The fields in its first registers. */
  public List<Field> inputs() {
    return inputs;
  }

  /** Its steps; the last one is FINISH. */
  public List<Instruction> steps() {
    return steps;
  }

  /** What it costs at most. */
  public Cost cost() {
    return cost;
  }

  /** How many registers it has. */
  public int registerCount() {
    return registerCount;
  }

  /** How many cells it writes at most. */
  public int writeCount() {
    return writeCount;
  }

  /** Its steps for the interpreter. */
  FlatCode flat() {
    return flat;
  }

  /** Its canonical bytes. */
  public byte[] bytes() {
    return ProgramCodec.encode(this);
  }

  @Override
  public String toString() {
    return "program " + id + " (" + name + ")";
  }
}
