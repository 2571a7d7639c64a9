package io.braid.prover.tree.store;

/**
 * The store of the tree cannot be opened, read or written. Nothing is lost by it: a tree follows
 * from the logs.
 */
public final class TreeStoreException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  TreeStoreException(String fault, Throwable cause) {
    super("the store of the state tree " + fault, cause);
  }
}
