package io.braid.sequencer.store;

/** The column families of the store. Numbers are big-endian, so that their order is the keys'. */
enum Column {
  /** Name to value: what the store is and how far it goes. */
  META("default"),
  /** Number of a block to its {@link StoredBlock}. */
  BLOCKS("blocks"),
  /** Hash of a block to its number. */
  HASHES("hashes"),
  /** Number of a block to the hashes of its transactions, one after the other. */
  CONTENTS("contents"),
  /** Number of a block and index in it to a {@link StoredTransaction}. */
  BODIES("bodies"),
  /** Hash of a transaction to the number of its block and its index there. */
  TRANSACTIONS("transactions"),
  /** Number of a block and hash of a transaction that was refused in it, to the reason. */
  REFUSALS_BY_BLOCK("refusals-by-block"),
  /** Hash of a refused transaction to the reason and the number of the block. */
  REFUSALS("refusals"),
  /** Key of a cell to its value, by block. */
  CELLS("cells"),
  /** Account to the lowest nonce without a receipt, by block. */
  COUNTS("counts"),
  /** Account and a nonce above its count that has a receipt. */
  EARLY("early"),
  /** Asset to how much there is of it, by block. */
  SUPPLIES("supplies"),
  /** Index of a token to what is known of it. */
  TOKENS("tokens");

  private final String text;

  Column(String text) {
    this.text = text;
  }

  /** The name of the column family. */
  String text() {
    return text;
  }
}
