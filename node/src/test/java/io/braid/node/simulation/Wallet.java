package io.braid.node.simulation;

import io.braid.protocol.simulation.Draft;
import io.braid.protocol.types.Address;

/** Somebody who signs transactions. */
final class Wallet {

  /** How it behaves. */
  enum Manner {
    /** It does anything, right or wrong, through any gateway. */
    WILD,
    /**
     * It sends through one gateway, one nonce after the other, and lets nobody take its ETH: what
     * admission accepts of it must run.
     */
    QUIET
  }

  private final QuickSigner signer;
  private final Manner manner;
  private final int home;

  /** Of a quiet wallet: the gateway that knows all that it has sent. */
  private SimulatedGateway trusted;

  private Draft lastDraft;
  private byte[] lastRaw;

  /** A wallet that sends through the gateway of this number, mostly or always. */
  Wallet(QuickSigner signer, Manner manner, int home) {
    this.signer = signer;
    this.manner = manner;
    this.home = home;
  }

  Address address() {
    return signer.address();
  }

  boolean isQuiet() {
    return manner == Manner.QUIET;
  }

  int home() {
    return home;
  }

  SimulatedGateway trusted() {
    return trusted;
  }

  void trust(SimulatedGateway gateway) {
    trusted = gateway;
  }

  byte[] sign(Draft draft) {
    lastDraft = draft;
    lastRaw = signer.sign(draft);
    return lastRaw;
  }

  Draft lastDraft() {
    return lastDraft;
  }

  byte[] lastRaw() {
    return lastRaw;
  }
}
