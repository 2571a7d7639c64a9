package io.braid.protocol.bench;

import io.braid.protocol.ledger.Call;
import io.braid.protocol.ledger.CallResolver;
import io.braid.protocol.ledger.TokenList;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.TransactionDecoder;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.transaction.TransactionRules;
import io.braid.protocol.types.Address;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What it takes to read a transaction: decode it, hash it both ways, check it and resolve what it
 * asks for. Two thirds of it are the two hashes.
 *
 * <p>Without the recovery of the sender, which is admission's.
 */
@State(Scope.Benchmark)
public class DecodeBench extends SingleShot {

  private List<byte[]> records;

  private final TransactionBundleReader bundle = new TransactionBundleReader();
  private final TransactionDecoder decoder = new TransactionDecoder();
  private final TransactionFields fields = new TransactionFields();
  private final CallResolver resolver = new CallResolver(new TokenList(SingleShot.TABLE_SEED), 1);
  private final Call call = new Call();
  private final long[] sender = new long[Word256.LONGS];

  /** Writes the records. */
  @Setup
  public void write() {
    records = Bundles.of(new Accounts(ACCOUNTS));
  }

  /** Decodes all transactions, hashes them both ways and reads what they ask for. */
  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public long decodedTransactions() {
    long gas = 0;
    for (byte[] record : records) {
      bundle.open(record, 0, record.length);
      while (bundle.next()) {
        gas += decode(record);
      }
    }
    return gas;
  }

  private long decode(byte[] record) {
    Word256.readBigEndian(record, bundle.senderAt(), Address.BYTES, sender, 0);
    Refusal refusal = decoder.decode(record, bundle.rawAt(), bundle.rawLength(), fields);
    if (refusal == null) {
      refusal = TransactionRules.check(fields, Bundles.CHAIN_ID);
    }
    if (refusal == null) {
      refusal =
          resolver
              .from(sender, 0, fields.words(), TransactionFields.VALUE)
              .with(record, fields.dataOffset(), fields.dataLength())
              .resolve(fields.words(), TransactionFields.TO, 0, call);
    }
    if (refusal != null) {
      throw new IllegalStateException("a transaction of the benchmark is refused: " + refusal);
    }
    return fields.gasLimit();
  }
}
