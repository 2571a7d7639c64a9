package io.braid.protocol.codec;

/**
 * What is wrong with RLP. Of several faults of one item, the first in this order is the answer; a
 * fault ends the reading, since what stands behind it has no meaning.
 */
public enum RlpFault {
  /** Nothing is wrong. */
  NONE,
  /** The input ends where an item must begin. */
  END_OF_INPUT,
  /** A list ends where an item must begin. */
  TOO_FEW_ITEMS,
  /** A length in the long form begins with a zero byte. */
  LENGTH_LEADING_ZERO,
  /** A length below 56 stands in the long form. */
  LENGTH_NOT_SHORTEST,
  /** An item, header included, goes on past the end of the input. */
  ITEM_EXCEEDS_INPUT,
  /** An item, header included, goes on past the end of the list it stands in. */
  ITEM_EXCEEDS_LIST,
  /** A single byte below 0x80 has a header; it must stand as itself. */
  BYTE_WITH_HEADER,
  /** A list stands where a string must. */
  EXPECTED_STRING,
  /** A string stands where a list must. */
  EXPECTED_LIST,
  /** A list goes on where it must end. */
  TOO_MANY_ITEMS,
  /** The input goes on where it must end. */
  TRAILING_BYTES,
  /** An integer begins with a zero byte; zero itself is the empty string. */
  INTEGER_LEADING_ZERO,
  /** An integer has more bytes than its field allows. */
  INTEGER_TOO_WIDE
}
