package io.braid.stark.air;

/** Operands of a {@link BlockProgram}, each packed into an {@code int}. */
final class Operands {

  private static final int UNIFORM = 1;
  private static final int EXTENSION = 2;
  private static final int OF_NEXT_ROW = 4;
  private static final int FLAG_BITS = 3;

  private Operands() {}

  static int block(int index) {
    return index << FLAG_BITS;
  }

  static int blockOfNext(int index) {
    return index << FLAG_BITS | OF_NEXT_ROW;
  }

  static int extension(int index) {
    return index << FLAG_BITS | EXTENSION;
  }

  static int extensionOfNext(int index) {
    return index << FLAG_BITS | EXTENSION | OF_NEXT_ROW;
  }

  static int uniform(int index, boolean ofExtension) {
    return index << FLAG_BITS | UNIFORM | (ofExtension ? EXTENSION : 0);
  }

  static int index(int operand) {
    return operand >>> FLAG_BITS;
  }

  static boolean isUniform(int operand) {
    return (operand & UNIFORM) != 0;
  }

  static boolean isOfExtension(int operand) {
    return (operand & EXTENSION) != 0;
  }

  static boolean isOfNextRow(int operand) {
    return (operand & OF_NEXT_ROW) != 0;
  }
}
