package io.braid.sequencer.rpc;

/** Is told of every request, on its thread. Must return soon and never throw. */
@FunctionalInterface
public interface RequestListener {

  /** Stands for the method of what is no request. */
  String NO_METHOD = "none";

  /** Stands for every method that is not served, so that nobody can make names up. */
  String UNKNOWN_METHOD = "unknown";

  /** Listens to nothing. */
  RequestListener NONE = _ -> _ -> {};

  /** A request has begun. */
  Request begin(String method);

  /** A request that is being answered. */
  @FunctionalInterface
  interface Request {

    /** Its answer is written: the code of the error, or 0 if it is a result. */
    void end(int code);
  }
}
