package io.braid.protocol.program;

import io.braid.protocol.Limits;
import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellTable;
import io.braid.protocol.crypto.Poseidon2Hash;
import io.braid.protocol.math.MulDiv;
import io.braid.protocol.math.Word256;
import java.util.Arrays;

/**
 * What a running program sees and leaves behind: the fields of its source, the cells, and the
 * effects of its steps. Reused from program to program; allocates nothing. Its results are valid
 * until the next run.
 */
public final class StepContext {

  /** Longs of a withdrawal: recipient, asset, amount. */
  public static final int WITHDRAWAL = 3 * Word256.LONGS;

  private final CellTable cells;
  private final MulDiv mulDiv = new MulDiv();
  private final Poseidon2Hash poseidon2 = new Poseidon2Hash();
  private final long[] fields = new long[Field.COUNT * Word256.LONGS];

  private int refusal;
  private int messageKind;
  private final long[] message = new long[Field.COUNT * Word256.LONGS];
  private int code;
  private int withdrawalCount;
  private final long[] withdrawals = new long[Limits.WITHDRAWALS_IN_STEP_MAX * WITHDRAWAL];
  private int logCount;
  private final int[] logTemplates = new int[Limits.LOGS_IN_STEP_MAX];
  private final int[] logStarts = new int[Limits.LOGS_IN_STEP_MAX + 1];
  private final long[] logOperands =
      new long[Limits.LOGS_IN_STEP_MAX * Limits.LOG_OPERANDS_MAX * Word256.LONGS];

  /** A context over these cells. */
  public StepContext(CellTable cells) {
    this.cells = cells;
  }

  /** The cells. */
  public CellTable cells() {
    return cells;
  }

  /** The inputs, each at {@link Field#at}; the caller sets those that the source has. */
  public long[] fields() {
    return fields;
  }

  /** The reason of the assert that failed, or 0; then nothing else happened. */
  public int refusal() {
    return refusal;
  }

  /** The kind of the emitted message, or 0 if the operation ended here. */
  public int messageKind() {
    return messageKind;
  }

  /** The fields of the emitted message, each at {@link Field#at}; origin and sender included. */
  public long[] message() {
    return message;
  }

  /** The code with which the operation ended, if no message was emitted; 0 is success. */
  public int code() {
    return code;
  }

  /** How many withdrawals there are. */
  public int withdrawalCount() {
    return withdrawalCount;
  }

  /** The withdrawals, {@link #WITHDRAWAL} longs each. */
  public long[] withdrawals() {
    return withdrawals;
  }

  /** How many logs there are. */
  public int logCount() {
    return logCount;
  }

  /** The template of a log. */
  public int logTemplate(int log) {
    return logTemplates[log];
  }

  /** Where the operands of a log begin in {@link #logOperands}; those of log + 1 follow. */
  public int logStart(int log) {
    return logStarts[log];
  }

  /** The operands of all logs. */
  public long[] logOperands() {
    return logOperands;
  }

  void begin(Program program) {
    cells.reserve(program.writeCount());
    refusal = 0;
    messageKind = 0;
    code = 0;
    withdrawalCount = 0;
    logCount = 0;
  }

  /** Quotient, flag and remainder of {@code a * b / d} follow each other from {@code out}. */
  void multiplyDivide(long[] registers, int a, int b, int d, boolean roundUp, int out) {
    int flag = out + Word256.LONGS;
    int remainder = flag + Word256.LONGS;
    long overflows =
        mulDiv.divide(
            registers, a, registers, b, registers, d, roundUp, registers, out, registers,
            remainder);
    Word256.set(registers, flag, overflows);
  }

  void hash(long[] registers, int a, int b, int c, int out) {
    poseidon2.digest(registers, a, registers, b, registers, c, registers, out);
  }

  /** Reads a packed cell into value and key; gives its slot. */
  int read(long[] registers, int kind, int rest, int owner, int asset, int value, int key) {
    CellKey.pack(kind, rest, registers, owner, registers, asset, registers, key);
    return readByKey(registers, value, key);
  }

  /** Reads a hashed cell into value and key; gives its slot. */
  int readHashed(long[] registers, int kind, int digest, int value, int key) {
    CellKey.packHashed(kind, registers, digest, registers, key);
    return readByKey(registers, value, key);
  }

  private int readByKey(long[] registers, int value, int key) {
    int slot = cells.find(registers, key);
    cells.read(slot, registers, value);
    return slot;
  }

  void write(long[] registers, int slot, int key, int value) {
    cells.write(slot, registers, key, registers, value);
  }

  void refuse(int reason) {
    refusal = reason;
  }

  void beginMessage(int kind) {
    messageKind = kind;
    Arrays.fill(message, 0);
    Word256.copy(fields, Field.ORIGIN.at(), message, Field.ORIGIN.at());
    Word256.copy(fields, Field.SENDER.at(), message, Field.SENDER.at());
  }

  void messageField(long[] registers, int value, int fieldAt) {
    Word256.copy(registers, value, message, fieldAt);
  }

  void withdraw(long[] registers, int recipient, int asset, int amount) {
    int at = withdrawalCount++ * WITHDRAWAL;
    Word256.copy(registers, recipient, withdrawals, at);
    Word256.copy(registers, asset, withdrawals, at + Word256.LONGS);
    Word256.copy(registers, amount, withdrawals, at + 2 * Word256.LONGS);
  }

  void beginLog(int template) {
    logTemplates[logCount] = template;
    logStarts[logCount + 1] = logStarts[logCount];
    logCount++;
  }

  void logOperand(long[] registers, int value) {
    Word256.copy(registers, value, logOperands, logStarts[logCount]);
    logStarts[logCount] += Word256.LONGS;
  }

  void finish(long[] registers, int code) {
    this.code = (int) registers[code];
  }
}
