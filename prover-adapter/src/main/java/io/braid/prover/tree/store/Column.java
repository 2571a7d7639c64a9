package io.braid.prover.tree.store;

/**
 * The column families of the store. Numbers in keys are big-endian, so their order is the keys'.
 */
enum Column {
  /** Name to value: the layout, and the head of the tree. */
  META("default"),
  /** Key of a leaf to index, next key and value. */
  LEAVES("leaves"),
  /** Index of a leaf to its key. */
  KEYS("keys"),
  /** Group of levels and number of a page, together 8 bytes, to its digests: {@link NodePages}. */
  NODES("nodes"),
  /** Number of an update to what takes it back. */
  UNDOS("undos");

  private final String text;

  Column(String text) {
    this.text = text;
  }

  /** The name of the column family. */
  String text() {
    return text;
  }
}
