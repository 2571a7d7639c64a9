package io.braid.protocol.ledger;

import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * A transaction of type 2 before it is encoded. Its signature is a dummy: shard machines leave
 * signatures to admission.
 */
final class Tx {

  /** What a price of 9 wei is made of, where the base fee is {@link LedgerChain#BASE_FEE}. */
  static final BigInteger TIP = BigInteger.TWO;

  BigInteger sender;
  long nonce;
  BigInteger tip = TIP;
  BigInteger maxFee = BigInteger.valueOf(1_000);
  BigInteger gasLimit = BigInteger.valueOf(400_000);
  BigInteger to;
  BigInteger value = BigInteger.ZERO;
  private byte[] data = {};

  /** A transaction without data. */
  static Tx of(BigInteger sender, long nonce, BigInteger to) {
    Tx tx = new Tx();
    tx.sender = sender;
    tx.nonce = nonce;
    tx.to = to;
    return tx;
  }

  /** Calls a function of the recipient. */
  Tx call(String function, List<BigInteger> words) {
    data = Workload.call(function, words.toArray(BigInteger[]::new));
    return this;
  }

  Tx value(BigInteger amount) {
    value = amount;
    return this;
  }

  /** Appends a byte to the data. */
  Tx lengthenData() {
    data = Arrays.copyOf(data, data.length + 1);
    return this;
  }

  /** Makes the selector one that nobody has. */
  Tx changeSelector() {
    data[0] ^= 0x55;
    return this;
  }

  byte[] encode() {
    byte[] one = {1};
    byte[] payload =
        PlainRlp.encode(
            List.of(
                PlainRlp.integer(Workload.CHAIN_ID),
                PlainRlp.integer(nonce),
                PlainRlp.integer(tip),
                PlainRlp.integer(maxFee),
                PlainRlp.integer(gasLimit),
                address(to),
                PlainRlp.integer(value),
                data,
                List.of(),
                new byte[0],
                one,
                one));
    return PlainRlp.join(new byte[] {2}, payload);
  }

  /** An address as its 20 bytes. */
  static byte[] address(BigInteger address) {
    return Arrays.copyOfRange(LedgerChain.word(address).toBytes(), 12, Word.ZERO.toBytes().length);
  }
}
