package io.braid.stark.air;

import io.braid.stark.block.BlockKernel;
import io.braid.stark.field.Extension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Nodes of a graph as a sequence of operations on blocks of rows, with the blocks that they need.
 *
 * <p>Blocks are numbered: first the columns of the table, then its fixed ones, its fractions (four
 * blocks each) and the three selectors, then those for what is computed, which are used again once
 * nobody reads them any more. What is the same in all rows has no block, but a number among the
 * uniform elements.
 */
final class BlockProgram {

  /** What a step does; operands are blocks or uniform elements. */
  enum Code {
    /** Block and block. */
    ADD,
    SUBTRACT,
    MULTIPLY,
    /** Three blocks. */
    ADD_THREE,
    MULTIPLY_THREE,
    /** Block and uniform element of KoalaBear. */
    ADD_UNIFORM,
    SUBTRACT_FROM_UNIFORM,
    MULTIPLY_UNIFORM,
    /** Block times uniform element of KoalaBear, plus block. */
    MULTIPLY_UNIFORM_ADD,
    /** The extension: any two operands, each block, block of the extension or uniform. */
    EXTENSION_ADD,
    EXTENSION_SUBTRACT,
    EXTENSION_MULTIPLY,
    /**
     * A sum of the extension, with up to {@link #TERMS_MAX} blocks times uniform elements added.
     */
    EXTENSION_MULTIPLY_ADD,
    /** Hands a block to the reader: the number of the output, the operand. */
    OUTPUT
  }

  /** A block of KoalaBear times a uniform element. */
  record Term(int block, int uniform) {}

  /** One step; the operands are packed by {@link Operands}. */
  record Step(Code code, int out, int first, int second, int third, List<Term> terms) {

    Step(Code code, int out, int first, int second) {
      this(code, out, first, second, UNUSED, List.of());
    }
  }

  /** What one step adds up at most: as many products as a kernel adds before it reduces. */
  static final int TERMS_MAX = BlockKernel.TERMS_MAX;

  private static final int UNUSED = -1;

  private final Table table;
  private final ExpressionGraph graph;
  private final List<Step> steps = new ArrayList<>();
  private final List<Integer> uniformNodes = new ArrayList<>();
  private final int[] uniformOf;
  private final int[] blockOf;
  private final int[] usesLeft;
  private final List<Integer> free = new ArrayList<>();
  private final List<Integer> freeOfExtension = new ArrayList<>();
  private int blocks;
  private boolean readsSelectors;

  private BlockProgram(Table table, int[] inTurn, int[] outputs) {
    this.table = table;
    this.graph = table.graph();
    this.uniformOf = new int[graph.size()];
    this.blockOf = new int[graph.size()];
    this.usesLeft = new int[graph.size()];
    Arrays.fill(uniformOf, UNUSED);
    Arrays.fill(blockOf, UNUSED);
    this.blocks = firstComputed();
    countUses(outputs);
    for (int node : inTurn) {
      emit(node);
    }
    for (int i = 0; i < outputs.length; i++) {
      emit(outputs[i]);
      steps.add(new Step(Code.OUTPUT, i, operand(outputs[i]), UNUSED));
      release(outputs[i]);
    }
  }

  /**
   * The program that computes nodes.
   *
   * @param outputs the nodes, in the order in which they are handed out
   */
  static BlockProgram of(Table table, int[] outputs) {
    return new BlockProgram(table, new int[0], outputs);
  }

  /** The program that computes all constraints, each times its coefficient, added up. */
  static BlockProgram ofJoined(Table table) {
    int[] sums = table.joined();
    // Some at a time: nothing is computed long before it is needed, and one step adds them all.
    int[] inTurn =
        IntStream.range(0, sums.length / TERMS_MAX)
            .map(i -> sums[(i + 1) * TERMS_MAX - 1])
            .toArray();
    return new BlockProgram(table, inTurn, new int[] {sums[sums.length - 1]});
  }

  List<Step> steps() {
    return steps;
  }

  /** The nodes of the uniform elements, each behind those that it needs. */
  List<Integer> uniformNodes() {
    return uniformNodes;
  }

  /** How many blocks there are. */
  int blocks() {
    return blocks;
  }

  int fixedBlock() {
    return table.width();
  }

  int logUpBlock() {
    return fixedBlock() + table.fixedWidth();
  }

  int selectorBlock() {
    return logUpBlock() + table.logUpWidth() * Extension.DEGREE;
  }

  /** Whether any step reads one of the selectors. */
  boolean readsSelectors() {
    return readsSelectors;
  }

  private int firstComputed() {
    return selectorBlock() + Selector.COUNT;
  }

  private void countUses(int[] outputs) {
    for (int output : outputs) {
      usesLeft[output]++;
    }
    for (int node = graph.size() - 1; node >= 0; node--) {
      if (usesLeft[node] > 0 && graph.operation(node).isBinary() && !graph.isUniform(node)) {
        usesLeft[graph.first(node)]++;
        usesLeft[graph.second(node)]++;
      }
    }
  }

  /** Sees to it that a node stands in its block, computing what it needs first. */
  private void emit(int node) {
    if (graph.isUniform(node)) {
      collectUniform(node);
      return;
    }
    if (!graph.operation(node).isBinary() || blockOf[node] != UNUSED) {
      return;
    }
    int first = graph.first(node);
    int second = graph.second(node);
    if (graph.isOfExtension(node) ? emitMultiplyAdd(node) : emitThree(node)) {
      return;
    }
    emit(first);
    emit(second);
    int a = operand(first);
    int b = operand(second);
    release(first);
    release(second);
    allocate(node);
    steps.add(step(node, a, b));
  }

  /** What joins three of KoalaBear, if the node does: one step, and no block between. */
  private boolean emitThree(int node) {
    int inner = graph.second(node);
    int third = graph.first(node);
    Code code = codeOfThree(node, inner, third);
    if (code == null) {
      inner = graph.first(node);
      third = graph.second(node);
      code = codeOfThree(node, inner, third);
    }
    if (code == null) {
      return false;
    }
    boolean isUniformFirst = graph.isUniform(graph.first(inner));
    int first = isUniformFirst ? graph.second(inner) : graph.first(inner);
    int second = isUniformFirst ? graph.first(inner) : graph.second(inner);
    emit(first);
    emit(second);
    emit(third);
    int a = operand(first);
    int b = operand(second);
    int c = operand(third);
    usesLeft[inner]--;
    release(first);
    release(second);
    release(third);
    allocate(node);
    steps.add(new Step(code, Operands.block(blockOf[node]), a, b, c, List.of()));
    return true;
  }

  /** The code of a step that computes an argument of a node and then the node, or null. */
  private Code codeOfThree(int node, int inner, int third) {
    if (!graph.operation(inner).isBinary() || !isFresh(inner) || graph.isUniform(third)) {
      return null;
    }
    boolean isOfBlocks =
        !graph.isUniform(graph.first(inner)) && !graph.isUniform(graph.second(inner));
    return switch (graph.operation(node)) {
      case ADD ->
          switch (graph.operation(inner)) {
            case ADD -> isOfBlocks ? Code.ADD_THREE : null;
            case MULTIPLY -> isOfBlocks ? null : Code.MULTIPLY_UNIFORM_ADD;
            default -> null;
          };
      case MULTIPLY ->
          graph.operation(inner) == Operation.MULTIPLY && isOfBlocks ? Code.MULTIPLY_THREE : null;
      default -> null;
    };
  }

  /** A sum with products of blocks and uniform elements, if the node is one: one step for all. */
  private boolean emitMultiplyAdd(int node) {
    List<Integer> products = new ArrayList<>();
    int sum = node;
    while (products.size() < TERMS_MAX && (sum == node || isFresh(sum))) {
      int product = freshProduct(sum);
      if (product == UNUSED) {
        break;
      }
      products.add(product);
      sum = graph.first(sum) == product ? graph.second(sum) : graph.first(sum);
    }
    if (products.isEmpty()) {
      return false;
    }
    emit(sum);
    for (int product : products) {
      emit(graph.first(product));
      emit(graph.second(product));
    }
    List<Term> terms = products.stream().map(this::term).toList();
    int sumOperand = operand(sum);
    release(sum);
    allocate(node);
    for (int product : products) {
      release(block(product));
      usesLeft[product]--;
    }
    int out = Operands.extension(blockOf[node]);
    steps.add(new Step(Code.EXTENSION_MULTIPLY_ADD, out, sumOperand, UNUSED, UNUSED, terms));
    return true;
  }

  private Term term(int product) {
    int block = block(product);
    int uniform = block == graph.first(product) ? graph.second(product) : graph.first(product);
    return new Term(operand(block), operand(uniform));
  }

  private int block(int product) {
    return graph.isUniform(graph.first(product)) ? graph.second(product) : graph.first(product);
  }

  /** Of a sum the part that is a fresh product, if there is one. */
  private int freshProduct(int node) {
    if (graph.operation(node) != Operation.ADD) {
      return UNUSED;
    }
    if (isFreshProduct(graph.second(node))) {
      return graph.second(node);
    }
    return isFreshProduct(graph.first(node)) ? graph.first(node) : UNUSED;
  }

  /** Whether a node is needed once, and not yet computed. */
  private boolean isFresh(int node) {
    return usesLeft[node] == 1 && blockOf[node] == UNUSED && !graph.isUniform(node);
  }

  /** Whether a node is needed once, and is a block of KoalaBear times a uniform element. */
  private boolean isFreshProduct(int node) {
    if (graph.operation(node) != Operation.MULTIPLY || !isFresh(node)) {
      return false;
    }
    int a = graph.first(node);
    int b = graph.second(node);
    return (graph.isUniform(a) && !graph.isOfExtension(b))
        || (graph.isUniform(b) && !graph.isOfExtension(a));
  }

  private Step step(int node, int a, int b) {
    Operation operation = graph.operation(node);
    if (graph.isOfExtension(node)) {
      Code code =
          switch (operation) {
            case ADD -> Code.EXTENSION_ADD;
            case SUBTRACT -> Code.EXTENSION_SUBTRACT;
            default -> Code.EXTENSION_MULTIPLY;
          };
      return new Step(code, Operands.extension(blockOf[node]), a, b);
    }
    int out = Operands.block(blockOf[node]);
    boolean aUniform = Operands.isUniform(a);
    boolean bUniform = Operands.isUniform(b);
    return switch (operation) {
      case ADD ->
          aUniform
              ? new Step(Code.ADD_UNIFORM, out, b, a)
              : new Step(bUniform ? Code.ADD_UNIFORM : Code.ADD, out, a, b);
      case SUBTRACT ->
          aUniform
              ? new Step(Code.SUBTRACT_FROM_UNIFORM, out, b, a)
              : new Step(Code.SUBTRACT, out, a, b);
      default ->
          aUniform
              ? new Step(Code.MULTIPLY_UNIFORM, out, b, a)
              : new Step(bUniform ? Code.MULTIPLY_UNIFORM : Code.MULTIPLY, out, a, b);
    };
  }

  private void collectUniform(int node) {
    if (uniformOf[node] != UNUSED) {
      return;
    }
    if (graph.operation(node).isBinary()) {
      collectUniform(graph.first(node));
      collectUniform(graph.second(node));
    }
    uniformOf[node] = uniformNodes.size();
    uniformNodes.add(node);
  }

  private int operand(int node) {
    int index = graph.first(node);
    if (graph.isUniform(node)) {
      return Operands.uniform(uniformOf[node], graph.isOfExtension(node));
    }
    return switch (graph.operation(node)) {
      case LOCAL -> Operands.block(index);
      case NEXT -> Operands.blockOfNext(index);
      case FIXED -> Operands.block(fixedBlock() + index);
      case FIXED_NEXT -> Operands.blockOfNext(fixedBlock() + index);
      case LOGUP -> Operands.extension(logUpBlock() + Extension.DEGREE * index);
      case LOGUP_NEXT -> Operands.extensionOfNext(logUpBlock() + Extension.DEGREE * index);
      case IS_FIRST -> selector(Selector.FIRST);
      case IS_LAST -> selector(Selector.LAST);
      case IS_TRANSITION -> selector(Selector.TRANSITION);
      default ->
          graph.isOfExtension(node)
              ? Operands.extension(blockOf[node])
              : Operands.block(blockOf[node]);
    };
  }

  private int selector(int index) {
    readsSelectors = true;
    return Operands.block(selectorBlock() + index);
  }

  private void allocate(int node) {
    boolean ofExtension = graph.isOfExtension(node);
    List<Integer> list = ofExtension ? freeOfExtension : free;
    if (list.isEmpty()) {
      blockOf[node] = blocks;
      blocks += ofExtension ? Extension.DEGREE : 1;
    } else {
      blockOf[node] = list.removeLast();
    }
  }

  private void release(int node) {
    usesLeft[node]--;
    if (usesLeft[node] == 0 && blockOf[node] != UNUSED) {
      (graph.isOfExtension(node) ? freeOfExtension : free).add(blockOf[node]);
    }
  }
}
