package io.braid.protocol.program;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import io.braid.protocol.math.Word256;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a program into a class with one method: for each step a call of what the interpreter would
 * call, with all offsets constant. The slots of cells that were read stand in local variables.
 */
final class NativeCompiler {

  private static final ClassDesc LONGS = CD_long.arrayType();
  private static final ClassDesc KERNELS = describe(Kernels.class);
  private static final ClassDesc CONTEXT = describe(StepContext.class);
  private static final ClassDesc BODY = describe(NativeProgram.Body.class);

  /** Parameters of the method, behind {@code this}. */
  private static final int REGISTERS = 1;

  private static final int STEP_CONTEXT = 2;

  private final CodeBuilder code;
  private final Program program;

  /** Local variable of a key's slot, by the offset of the key's register. */
  private final Map<Integer, Integer> slots = new HashMap<>();

  private NativeCompiler(CodeBuilder code, Program program) {
    this.code = code;
    this.program = program;
  }

  private static ClassDesc describe(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  static NativeProgram compile(Program program) {
    ClassDesc self = ClassDesc.of(NativeCompiler.class.getPackageName(), "Native" + program.id());
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
                type ->
                    type.withFlags(ClassFile.ACC_FINAL)
                        .withInterfaceSymbols(BODY)
                        .withMethodBody(
                            INIT_NAME,
                            MTD_void,
                            0,
                            code ->
                                code.aload(0)
                                    .invokespecial(CD_Object, INIT_NAME, MTD_void)
                                    .return_())
                        .withMethodBody(
                            "run",
                            MethodTypeDesc.of(CD_void, LONGS, CONTEXT),
                            ClassFile.ACC_PUBLIC,
                            code -> new NativeCompiler(code, program).compile()));
    return new NativeProgram(program, instantiate(bytes));
  }

  private static NativeProgram.Body instantiate(byte[] bytes) {
    try {
      Class<?> type = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
      return (NativeProgram.Body) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the JVM does not take a compiled program", e);
    }
  }

  private void compile() {
    int out = program.inputs().size() * Word256.LONGS;
    for (Instruction step : program.steps()) {
      compile(step, out);
      out += step.opcode().outputCount() * Word256.LONGS;
    }
    code.return_();
  }

  private void compile(Instruction step, int out) {
    switch (step.opcode()) {
      case CONST -> {}
      case ADD -> kernel("add", step, out);
      case SUBTRACT -> kernel("subtract", step, out);
      case EQUAL -> kernel("equal", step, out);
      case SELECT -> kernel("select", step, out);
      case SPLIT -> kernel("split", step, out);
      case JOIN -> kernel("join", step, out);
      case MULTIPLY_DIVIDE_DOWN -> multiplyDivide(step, 0, out);
      case MULTIPLY_DIVIDE_UP -> multiplyDivide(step, 1, out);
      case HASH -> {
        begin();
        pushOperands(step, 0);
        code.loadConstant(out);
        call("hash", CD_void, 4);
      }
      case READ -> {
        begin();
        code.loadConstant(step.number()).loadConstant(step.rest());
        read("read", step, out, 6);
      }
      case READ_HASHED -> {
        begin();
        code.loadConstant(step.number());
        read("readHashed", step, out, 4);
      }
      case WRITE -> when(step, 2, () -> write(step));
      case ASSERT -> refuseUnless(step);
      case EMIT -> when(step, 0, () -> emit(step));
      case WITHDRAW ->
          when(
              step,
              0,
              () -> {
                begin();
                pushOperands(step, 1);
                call("withdraw", CD_void, 3);
              });
      case LOG -> when(step, 0, () -> log(step));
      case FINISH -> {
        begin();
        pushOperands(step, 0);
        call("finish", CD_void, 1);
      }
    }
  }

  /** Pushes what every call of the context begins with: itself and the registers. */
  private void begin() {
    code.aload(STEP_CONTEXT).aload(REGISTERS);
  }

  private static int at(Instruction step, int operand) {
    return step.operand(operand) * Word256.LONGS;
  }

  private void pushOperands(Instruction step, int from) {
    for (int i = from; i < step.operands().size(); i++) {
      code.loadConstant(at(step, i));
    }
  }

  /** Calls a method of the context with the registers and so many ints. */
  private void call(String method, ClassDesc result, int ints) {
    code.invokevirtual(CONTEXT, method, MethodTypeDesc.of(result, parameters(LONGS, ints)));
  }

  private static ClassDesc[] parameters(ClassDesc first, int ints) {
    ClassDesc[] parameters = new ClassDesc[1 + ints];
    Arrays.fill(parameters, CD_int);
    parameters[0] = first;
    return parameters;
  }

  private void kernel(String method, Instruction step, int out) {
    code.aload(REGISTERS);
    pushOperands(step, 0);
    code.loadConstant(out);
    ClassDesc[] parameters = parameters(LONGS, step.operands().size() + 1);
    code.invokestatic(KERNELS, method, MethodTypeDesc.of(CD_void, parameters));
  }

  private void multiplyDivide(Instruction step, int roundUp, int out) {
    begin();
    pushOperands(step, 0);
    code.loadConstant(roundUp).loadConstant(out);
    code.invokevirtual(
        CONTEXT,
        "multiplyDivide",
        MethodTypeDesc.of(CD_void, LONGS, CD_int, CD_int, CD_int, CD_boolean, CD_int));
  }

  private void read(String method, Instruction step, int out, int ints) {
    int key = out + Word256.LONGS;
    pushOperands(step, 0);
    code.loadConstant(out).loadConstant(key);
    call(method, CD_int, ints);
    int slot = code.allocateLocal(TypeKind.INT);
    slots.put(key, slot);
    code.istore(slot);
  }

  private void write(Instruction step) {
    int key = at(step, 0);
    begin();
    code.iload(slots.get(key)).loadConstant(key).loadConstant(at(step, 1));
    call("write", CD_void, 3);
  }

  private void emit(Instruction step) {
    code.aload(STEP_CONTEXT)
        .loadConstant(step.number())
        .invokevirtual(CONTEXT, "beginMessage", MethodTypeDesc.of(CD_void, CD_int));
    List<Field> fields = step.fields();
    for (int i = 0; i < fields.size(); i++) {
      begin();
      code.loadConstant(at(step, i + 1)).loadConstant(fields.get(i).at());
      call("messageField", CD_void, 2);
    }
  }

  private void log(Instruction step) {
    code.aload(STEP_CONTEXT)
        .loadConstant(step.number())
        .invokevirtual(CONTEXT, "beginLog", MethodTypeDesc.of(CD_void, CD_int));
    for (int i = 1; i < step.operands().size(); i++) {
      begin();
      code.loadConstant(at(step, i));
      call("logOperand", CD_void, 1);
    }
  }

  private void refuseUnless(Instruction step) {
    Label holds = code.newLabel();
    pushBit(step, 0);
    code.ifne(holds)
        .aload(STEP_CONTEXT)
        .loadConstant(step.number())
        .invokevirtual(CONTEXT, "refuse", MethodTypeDesc.of(CD_void, CD_int))
        .return_()
        .labelBinding(holds);
  }

  private void when(Instruction step, int predicate, Runnable effect) {
    Label done = code.newLabel();
    pushBit(step, predicate);
    code.ifeq(done);
    effect.run();
    code.labelBinding(done);
  }

  private void pushBit(Instruction step, int operand) {
    code.aload(REGISTERS).loadConstant(at(step, operand)).laload().l2i();
  }
}
