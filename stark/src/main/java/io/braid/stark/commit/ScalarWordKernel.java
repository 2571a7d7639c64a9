package io.braid.stark.commit;

import io.braid.stark.field.KoalaBear;

/** The loops in plain Java: the reference, and what serves where there are no vectors. */
final class ScalarWordKernel implements WordKernel {

  @Override
  public void elements(int[] elements, int at, int count, int[] words, int wordsAt) {
    for (int i = 0; i < count; i++) {
      words[wordsAt + i] = Integer.reverseBytes(KoalaBear.toCanonical(elements[at + i]));
    }
  }

  @Override
  public void reverse(int[] ints, int at, int count, int[] words, int wordsAt) {
    for (int i = 0; i < count; i++) {
      words[wordsAt + i] = Integer.reverseBytes(ints[at + i]);
    }
  }
}
