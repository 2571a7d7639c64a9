package io.braid.sequencer.block;

import io.braid.protocol.codec.RlpReader;
import io.braid.protocol.math.Word256;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.TransactionDecoder;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a transaction, for those who show them.
 *
 * @param type 0, 1 or 2
 * @param nonce unsigned
 * @param gasLimit unsigned
 * @param maxPriorityFeePerGas in types 0 and 1 the gas price
 * @param maxFeePerGas in types 0 and 1 the gas price
 * @param v as it stands in the bytes: in types 1 and 2 the parity
 * @param accessList empty in type 0
 */
public record SignedTransaction(
    int type,
    Word hash,
    Word chainId,
    long nonce,
    long gasLimit,
    Word maxPriorityFeePerGas,
    Word maxFeePerGas,
    Address to,
    Word value,
    Bytes data,
    List<AccessListEntry> accessList,
    Word v,
    int yParity,
    Word r,
    Word s) {

  /** An address and storage keys that a transaction names. */
  public record AccessListEntry(Address address, List<Word> storageKeys) {}

  /** Fields in front of the access list, by type. */
  private static final int[] FIELDS_BEFORE_ACCESS_LIST = {0, 7, 8};

  /** What stands before twice the chain id in v of a legacy transaction (EIP-155). */
  private static final long LEGACY_V = 35;

  /**
   * Reads a transaction.
   *
   * @throws IllegalArgumentException if the bytes are none that a shard runs
   */
  public static SignedTransaction decode(Bytes raw) {
    byte[] bytes = raw.array();
    TransactionFields fields = new TransactionFields();
    Refusal refusal = new TransactionDecoder().decode(bytes, 0, bytes.length, fields);
    if (refusal != null) {
      throw new IllegalArgumentException("no transaction that runs: " + refusal);
    }
    long[] words = fields.words();
    return new SignedTransaction(
        fields.type(),
        Word.of(words, TransactionFields.TRANSACTION_HASH),
        Word.of(words, TransactionFields.CHAIN_ID),
        fields.nonce(),
        fields.gasLimit(),
        Word.of(words, TransactionFields.MAX_PRIORITY_FEE_PER_GAS),
        Word.of(words, TransactionFields.MAX_FEE_PER_GAS),
        Address.of(words, TransactionFields.TO),
        Word.of(words, TransactionFields.VALUE),
        Bytes.of(bytes, fields.dataOffset(), fields.dataLength()),
        accessList(bytes, fields.type()),
        v(fields),
        fields.yParity(),
        Word.of(words, TransactionFields.R),
        Word.of(words, TransactionFields.S));
  }

  private static Word v(TransactionFields fields) {
    if (fields.type() != TransactionFields.TYPE_LEGACY) {
      return Word.of(fields.yParity());
    }
    long[] v = new long[Word256.LONGS];
    long[] more = new long[Word256.LONGS];
    Word256.set(more, 0, LEGACY_V + fields.yParity());
    int chainId = TransactionFields.CHAIN_ID;
    Word256.add(fields.words(), chainId, fields.words(), chainId, v, 0);
    Word256.add(v, 0, more, 0, v, 0);
    return Word.of(v, 0);
  }

  /** Reads the access list of a transaction that was decoded, so that all has its right form. */
  private static List<AccessListEntry> accessList(byte[] raw, int type) {
    if (type == TransactionFields.TYPE_LEGACY) {
      return List.of();
    }
    RlpReader reader = new RlpReader();
    reader.reset(raw, 1, raw.length - 1);
    reader.next();
    reader.enter();
    for (int i = 0; i < FIELDS_BEFORE_ACCESS_LIST[type]; i++) {
      reader.next();
    }
    reader.next();
    int listEnd = reader.enter();
    List<AccessListEntry> entries = new ArrayList<>();
    while (!reader.isAtEnd()) {
      reader.next();
      int entryEnd = reader.enter();
      reader.next();
      Address address = new Address(word(reader));
      reader.next();
      int keysEnd = reader.enter();
      List<Word> keys = new ArrayList<>();
      while (!reader.isAtEnd()) {
        reader.next();
        keys.add(word(reader));
      }
      reader.leave(keysEnd);
      reader.leave(entryEnd);
      entries.add(new AccessListEntry(address, keys));
    }
    reader.leave(listEnd);
    return entries;
  }

  private static Word word(RlpReader reader) {
    long[] word = new long[Word256.LONGS];
    reader.word(word, 0);
    return Word.of(word, 0);
  }
}
