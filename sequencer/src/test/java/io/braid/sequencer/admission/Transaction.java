package io.braid.sequencer.admission;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.transaction.TransactionReader;
import io.braid.protocol.types.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What a transaction of type 2 says: at first, to pay a wei at a fee cap of 2,000 wei. */
public final class Transaction {

  public static final Address RECEIVER = Address.parse("0x" + "0a".repeat(20));

  private long chainId = Workload.CHAIN_ID;
  private long nonce;
  private BigInteger maxFee = BigInteger.valueOf(2_000);
  private BigInteger tip = BigInteger.ONE;
  private long gasLimit = 400_000;
  private Address to = RECEIVER;
  private BigInteger value = BigInteger.ONE;
  private byte[] data = {};

  public Transaction chainId(long newChainId) {
    chainId = newChainId;
    return this;
  }

  public Transaction nonce(long newNonce) {
    nonce = newNonce;
    return this;
  }

  public Transaction fees(long newMaxFee, long newTip) {
    maxFee = BigInteger.valueOf(newMaxFee);
    tip = BigInteger.valueOf(newTip);
    return this;
  }

  public Transaction gasLimit(long newGasLimit) {
    gasLimit = newGasLimit;
    return this;
  }

  public Transaction to(Address newTo) {
    to = newTo;
    return this;
  }

  public Transaction value(long newValue) {
    return value(BigInteger.valueOf(newValue));
  }

  Transaction value(BigInteger newValue) {
    value = newValue;
    return this;
  }

  Transaction data(byte[] newData) {
    data = newData;
    return this;
  }

  Transaction call(Address program, String function, BigInteger... arguments) {
    value = BigInteger.ZERO;
    data = Workload.call(function, arguments);
    return to(program);
  }

  private List<Object> fields() {
    return new ArrayList<>(
        List.of(
            PlainRlp.integer(chainId),
            PlainRlp.integer(nonce),
            PlainRlp.integer(tip),
            PlainRlp.integer(maxFee),
            PlainRlp.integer(gasLimit),
            to.toBytes(),
            PlainRlp.integer(value),
            data,
            List.of()));
  }

  private static byte[] typed(List<Object> fields) {
    return PlainRlp.join(new byte[] {2}, PlainRlp.encode(fields));
  }

  /** The bytes, signed. */
  public byte[] sign(Signer signer) {
    Signer.Signature signature = signer.sign(Keccak256.hash(typed(fields())));
    return with(signature.yParity(), signature.r(), signature.s());
  }

  /** The bytes with a signature that is whatever it is. */
  byte[] with(int yParity, BigInteger r, BigInteger s) {
    List<Object> fields = fields();
    fields.add(PlainRlp.integer(yParity));
    fields.add(PlainRlp.integer(r));
    fields.add(PlainRlp.integer(s));
    return typed(fields);
  }

  /** As if it had been examined and found to be signed by somebody; quicker than to sign it. */
  public Candidate from(Address sender) {
    byte[] raw = with(0, BigInteger.ONE, new BigInteger(1, sender.toBytes()));
    TransactionFields decoded = new TransactionFields();
    var refusal = new TransactionReader(Workload.CHAIN_ID).read(raw, 0, raw.length, decoded);
    if (refusal != null) {
      throw new AssertionError(refusal.message());
    }
    return new Candidate(raw, decoded, null, sender);
  }
}
