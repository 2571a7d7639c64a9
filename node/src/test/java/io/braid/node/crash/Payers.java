package io.braid.node.crash;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Payments;
import io.braid.protocol.fixtures.Signer;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Accounts on all shards that have ETH at genesis and pay each other. */
final class Payers {

  static final BigInteger INITIAL_WEI = BigInteger.TEN.pow(24);

  private static final long CHAIN_ID = 777;
  private static final int SHARDS = 4;

  /** The fee cap is far above any base fee that a test can drive up to. */
  private static final Payments PAYMENTS =
      new Payments(CHAIN_ID, BigInteger.valueOf(1_000_000_000_000L));

  /**
   * A signed payment.
   *
   * @param raw as a parameter of JSON-RPC
   * @param hash as in JSON-RPC
   */
  record Payment(int payer, int receiver, long nonce, long wei, String raw, String hash) {}

  private final List<Signer> signers;

  Payers(long seed, int count) {
    signers = IntStream.range(0, count).mapToObj(index -> Signer.of(seed, index)).toList();
  }

  int count() {
    return signers.size();
  }

  int shards() {
    return SHARDS;
  }

  /** The account's address as a parameter of JSON-RPC. */
  String address(int payer) {
    return "\"0x" + HexFormat.of().formatHex(signers.get(payer).address()) + "\"";
  }

  /** The genesis of their chain, as a file has it. */
  String genesisToml() {
    StringBuilder toml =
        new StringBuilder(
            """
            chain-id = %d
            shards = %d
            collector = "0x%s"
            """
                .formatted(CHAIN_ID, SHARDS, "c0".repeat(20)));
    for (int payer = 0; payer < count(); payer++) {
      toml.append(
          """

          [[allocations]]
          owner = %s
          asset = "ETH"
          amount = "%s"
          """
              .formatted(address(payer), INITIAL_WEI));
    }
    return toml.toString();
  }

  /** Signs a payment. */
  Payment pay(int payer, int receiver, long nonce, long wei) {
    byte[] raw = PAYMENTS.sign(signers.get(payer), nonce, signers.get(receiver).address(), wei);
    HexFormat hex = HexFormat.of();
    return new Payment(
        payer,
        receiver,
        nonce,
        wei,
        "\"0x" + hex.formatHex(raw) + "\"",
        "\"0x" + hex.formatHex(Keccak256.hash(raw)) + "\"");
  }
}
