package io.braid.node.clients;

import java.math.BigInteger;

/** The development chain, as a program that uses Web3j knows it. */
final class Devnet {

  static final long CHAIN_ID = 4242;

  /** Keys of the accounts that the other clients do not use. */
  static final String ALICE_KEY =
      "92db14e403b83dfe3df233f83dfa3a0d7096f21ca9b0d6d6b8d88b2b4ec1564e";

  static final String BOB_KEY = "4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356";

  static final String DUSD = "0x00000000000000000000000000000000000d0114";
  static final String ROUTER = "0x33eb4f242ed412a54b51ffffffff000000020000";
  static final String FACADE = "0x33eb4f242ed412a54b51ffffffff000000040000";
  static final String POOL_ETH_DUSD = "0x33eb4f242ed412a54b51000000000000000179b1";

  /** Gas of a payment. */
  static final BigInteger PAYMENT_GAS = BigInteger.valueOf(21_000);

  /** A fee cap that is far above what the base fee rises to, in wei for a unit of gas. */
  static final BigInteger FEE_CAP = BigInteger.valueOf(5_000_000_000L);

  private Devnet() {}
}
