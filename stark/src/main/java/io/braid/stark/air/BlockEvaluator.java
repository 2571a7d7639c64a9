package io.braid.stark.air;

import io.braid.stark.block.BlockKernel;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;

/** Runs a {@link BlockProgram} over rows, some hundreds at a time. For one thread. */
final class BlockEvaluator {

  /** Points that one step works on. */
  static final int BLOCK = 256;

  /** The largest distance of a row and the next one, in points: the largest factor of a domain. */
  static final int NEXT_DISTANCE_MAX = 16;

  private static final int STRIDE = BLOCK + NEXT_DISTANCE_MAX;
  private static final int NO_STRIDE = 0;

  private final BlockProgram program;
  private final BlockSource source;
  private final BlockSelectors selectors;
  private final int[] uniforms;
  private final BlockKernel kernel;
  private final int[] blocks;
  private final int spare;

  /** Of the terms of a step: where blocks begin, and uniform elements. */
  private final int[] termBlocks = new int[BlockProgram.TERMS_MAX];

  private final int[] termUniforms = new int[BlockProgram.TERMS_MAX];

  BlockEvaluator(
      BlockProgram program,
      BlockSource source,
      BlockSelectors selectors,
      int[] uniforms,
      BlockKernel kernel) {
    this.program = program;
    this.source = source;
    this.selectors = selectors;
    this.uniforms = uniforms;
    this.kernel = kernel;
    this.spare = program.blocks() * STRIDE;
    this.blocks = new int[spare + 2 * Extension.DEGREE * STRIDE];
  }

  /** Computes all outputs at the points from one to before another. */
  void run(int from, int to, BlockReader reader) {
    for (int at = from; at < to; at += BLOCK) {
      int count = Math.min(BLOCK, to - at);
      load(at, count);
      for (BlockProgram.Step step : program.steps()) {
        run(step, at, count, reader);
      }
    }
  }

  private void load(int from, int count) {
    int withNext = count + source.nextDistance();
    transpose(source.main(), from, withNext, 0);
    transpose(source.fixed(), from, withNext, program.fixedBlock());
    transpose(source.logUp(), from, withNext, program.logUpBlock());
    if (program.readsSelectors()) {
      int at = program.selectorBlock() * STRIDE;
      selectors.fill(
          from,
          count,
          blocks,
          at + Selector.FIRST * STRIDE,
          at + Selector.LAST * STRIDE,
          at + Selector.TRANSITION * STRIDE);
    }
  }

  private void transpose(Matrix matrix, int from, int count, int block) {
    if (matrix != null) {
      source.transpose(matrix, from, count, blocks, block * STRIDE, STRIDE);
    }
  }

  private void run(BlockProgram.Step step, int from, int count, BlockReader reader) {
    int first = step.first();
    int second = step.second();
    switch (step.code()) {
      case ADD -> kernel.add(blocks, at(first), at(second), at(step.out()), count);
      case ADD_THREE ->
          kernel.addThree(blocks, at(first), at(second), at(step.third()), at(step.out()), count);
      case SUBTRACT -> subtract(at(first), second, at(step.out()), count);
      case MULTIPLY -> kernel.multiply(blocks, at(first), at(second), at(step.out()), count);
      case MULTIPLY_THREE ->
          kernel.multiplyThree(
              blocks, at(first), at(second), at(step.third()), at(step.out()), count);
      case ADD_UNIFORM ->
          kernel.addElement(blocks, at(first), uniform(second), at(step.out()), count);
      case SUBTRACT_FROM_UNIFORM ->
          kernel.subtractFrom(blocks, uniform(second), at(first), at(step.out()), count);
      case MULTIPLY_UNIFORM ->
          kernel.multiplyElement(blocks, at(first), uniform(second), at(step.out()), count);
      case MULTIPLY_UNIFORM_ADD ->
          kernel.multiplyElementAdd(
              blocks, at(first), uniform(second), at(step.third()), at(step.out()), count);
      case EXTENSION_ADD -> addExtension(at(step.out()), first, second, count);
      case EXTENSION_SUBTRACT -> subtractExtension(at(step.out()), first, second, count);
      case EXTENSION_MULTIPLY -> multiplyExtension(at(step.out()), first, second, count);
      case EXTENSION_MULTIPLY_ADD -> multiplyAdd(step, count);
      case OUTPUT -> output(step, from, count, reader);
    }
  }

  private void subtract(int a, int second, int out, int count) {
    if (Operands.isUniform(second)) {
      kernel.addElement(blocks, a, KoalaBear.negate(uniform(second)), out, count);
    } else {
      kernel.subtract(blocks, a, at(second), out, count);
    }
  }

  private void addExtension(int out, int first, int second, int count) {
    int a = asExtension(first, spare, count);
    int b = asExtension(second, spare + Extension.DEGREE * STRIDE, count);
    for (int k = 0; k < Extension.DEGREE * STRIDE; k += STRIDE) {
      kernel.add(blocks, a + k, b + k, out + k, count);
    }
  }

  private void subtractExtension(int out, int first, int second, int count) {
    int a = asExtension(first, spare, count);
    int b = asExtension(second, spare + Extension.DEGREE * STRIDE, count);
    for (int k = 0; k < Extension.DEGREE * STRIDE; k += STRIDE) {
      kernel.subtract(blocks, a + k, b + k, out + k, count);
    }
  }

  private void multiplyExtension(int out, int first, int second, int count) {
    if (isOfKoalaBear(first)) {
      multiplyByKoalaBear(out, second, first, count);
    } else if (isOfKoalaBear(second)) {
      multiplyByKoalaBear(out, first, second, count);
    } else {
      int a = asExtension(first, spare, count);
      int b = asExtension(second, spare + Extension.DEGREE * STRIDE, count);
      kernel.multiplyExtension(blocks, a, b, out, STRIDE, count);
    }
  }

  private static boolean isOfKoalaBear(int operand) {
    return !Operands.isOfExtension(operand);
  }

  private void multiplyByKoalaBear(int out, int ofExtension, int ofKoalaBear, int count) {
    if (Operands.isUniform(ofKoalaBear)) {
      int a = asExtension(ofExtension, spare, count);
      for (int k = 0; k < Extension.DEGREE * STRIDE; k += STRIDE) {
        kernel.multiplyElement(blocks, a + k, uniform(ofKoalaBear), out + k, count);
      }
    } else if (Operands.isUniform(ofExtension)) {
      for (int k = 0; k < Extension.DEGREE; k++) {
        int element = uniforms[Operands.index(ofExtension) * Extension.DEGREE + k];
        kernel.multiplyElement(blocks, at(ofKoalaBear), element, out + k * STRIDE, count);
      }
    } else {
      for (int k = 0; k < Extension.DEGREE * STRIDE; k += STRIDE) {
        kernel.multiply(blocks, at(ofExtension) + k, at(ofKoalaBear), out + k, count);
      }
    }
  }

  private void multiplyAdd(BlockProgram.Step step, int count) {
    int out = at(step.out());
    int sum = asExtension(step.first(), spare, count);
    if (sum != out) {
      for (int k = 0; k < Extension.DEGREE * STRIDE; k += STRIDE) {
        System.arraycopy(blocks, sum + k, blocks, out + k, count);
      }
    }
    int terms = step.terms().size();
    for (int i = 0; i < terms; i++) {
      BlockProgram.Term term = step.terms().get(i);
      termBlocks[i] = at(term.block());
      termUniforms[i] = Operands.index(term.uniform()) * Extension.DEGREE;
    }
    kernel.multiplyAdd(blocks, termBlocks, uniforms, termUniforms, terms, out, STRIDE, count);
  }

  private void output(BlockProgram.Step step, int from, int count, BlockReader reader) {
    int operand = step.first();
    int at = Operands.isUniform(operand) ? asExtension(operand, spare, count) : at(operand);
    int stride = Operands.isOfExtension(operand) ? STRIDE : NO_STRIDE;
    reader.take(step.out(), from, count, blocks, at, stride);
  }

  /** Where an operand stands as a block of the extension; it is copied unless it is one already. */
  private int asExtension(int operand, int copy, int count) {
    if (Operands.isUniform(operand)) {
      for (int k = 0; k < Extension.DEGREE; k++) {
        int element = uniforms[Operands.index(operand) * Extension.DEGREE + k];
        int at = copy + k * STRIDE;
        Arrays.fill(blocks, at, at + count, element);
      }
      return copy;
    }
    if (Operands.isOfExtension(operand)) {
      return at(operand);
    }
    System.arraycopy(blocks, at(operand), blocks, copy, count);
    for (int at = copy + STRIDE; at < copy + Extension.DEGREE * STRIDE; at += STRIDE) {
      Arrays.fill(blocks, at, at + count, KoalaBear.ZERO);
    }
    return copy;
  }

  private int at(int operand) {
    int at = Operands.index(operand) * STRIDE;
    return Operands.isOfNextRow(operand) ? at + source.nextDistance() : at;
  }

  private int uniform(int operand) {
    return uniforms[Operands.index(operand) * Extension.DEGREE];
  }
}
