package io.braid.stark.commit;

/** What is found of an opening; of several faults the one that stands first here. */
public enum OpeningVerdict {

  /** No position is asked for, or one that there is not, or they are not as they should be. */
  WRONG_POSITIONS,

  /** The rows are not those of all matrices at the positions. */
  WRONG_ROWS,

  /** There are more or fewer siblings than the positions leave open. */
  WRONG_NUMBER_OF_SIBLINGS,

  /** An int of a row is no element of the field. */
  NO_ELEMENT,

  /** A sibling is nothing that the hash gives. */
  NO_DIGEST,

  /** The rows and siblings give another root. */
  OTHER_ROOT,

  /** The rows are those under the root. */
  VALID
}
