package io.braid.stark.commit;

import io.braid.stark.field.KoalaBear;
import java.util.Arrays;
import java.util.List;

/** What both kinds of openings are checked for before anything is hashed. */
final class OpeningChecks {

  private OpeningChecks() {}

  /**
   * The first fault.
   *
   * @param positions for each matrix, those that its rows should have
   * @param siblings how many there should be
   * @return {@link OpeningVerdict#VALID} if there is none
   */
  static OpeningVerdict of(
      MerkleHash hash, TreeShape shape, List<int[]> positions, long siblings, Opening opening) {
    if (!haveShape(opening.rows(), shape, positions)) {
      return OpeningVerdict.WRONG_ROWS;
    }
    if (opening.siblings().length != siblings * MerkleHash.DIGEST_INTS) {
      return OpeningVerdict.WRONG_NUMBER_OF_SIBLINGS;
    }
    for (OpenedRows rows : opening.rows()) {
      for (int element : rows.elements()) {
        if (!KoalaBear.isElement(element)) {
          return OpeningVerdict.NO_ELEMENT;
        }
      }
    }
    for (int at = 0; at < opening.siblings().length; at += MerkleHash.DIGEST_INTS) {
      if (!hash.isDigest(opening.siblings(), at)) {
        return OpeningVerdict.NO_DIGEST;
      }
    }
    return OpeningVerdict.VALID;
  }

  private static boolean haveShape(
      List<OpenedRows> opened, TreeShape shape, List<int[]> positions) {
    if (opened.size() != shape.matrices().size()) {
      return false;
    }
    for (int i = 0; i < opened.size(); i++) {
      if (opened.get(i).width() != shape.matrices().get(i).width()
          || !Arrays.equals(opened.get(i).positions(), positions.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The rows with one number in all matrices of one height, one behind the other.
   *
   * @param elements as many as they have
   */
  static void copyRows(
      TreeShape shape, List<OpenedRows> opened, int logHeight, int row, int[] elements) {
    int at = 0;
    for (int i = 0; i < opened.size(); i++) {
      if (shape.matrices().get(i).logHeight() == logHeight) {
        int width = opened.get(i).width();
        System.arraycopy(opened.get(i).elements(), row * width, elements, at, width);
        at += width;
      }
    }
  }
}
