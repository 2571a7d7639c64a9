package io.braid.protocol.transaction;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.RlpFault;
import io.braid.protocol.codec.RlpReader;
import io.braid.protocol.crypto.SignatureRange;
import io.braid.protocol.math.Word256;

/**
 * Decodes signed transactions in the form of EIP-2718: legacy with EIP-155, type 1 (EIP-2930), type
 * 2 (EIP-1559); exactly one sequence of bytes is accepted for each transaction.
 *
 * <p>The structure is read from front to back, and its first fault is the answer. If it has none,
 * the fields are judged all together, and the first of their refusals in the order of {@link
 * Refusal} is the answer, wherever in the bytes it stands.
 *
 * <p>No bytes make it throw. One thread uses an instance at a time; nothing allocates.
 */
public final class TransactionDecoder {

  private static final int TYPE_BLOB = 3;
  private static final int TYPE_SET_CODE = 4;

  /** First bytes below it are types, from it on the transaction is a legacy one (EIP-2718). */
  private static final int LEGACY_FIRST_BYTE_MIN = 0x80;

  private static final int ADDRESS_BYTES = 20;
  private static final int KEY_BYTES = 32;

  /** v of a legacy transaction that names no chain is 27 + the parity. */
  private static final long V_UNPROTECTED = 27;

  /** v of one that does is 35 + 2 * chain id + the parity (EIP-155). */
  private static final long V_PROTECTED_MIN = 35;

  private static final byte[] NOTHING = {};

  private final RlpReader reader = new RlpReader();
  private final TransactionHashes hashes = new TransactionHashes();

  /** v, or yParity, as it stands in the bytes; then 35. */
  private final long[] v = new long[2 * Word256.LONGS];

  private byte[] raw = NOTHING;
  private TransactionFields fields = new TransactionFields();

  /** The fault of the structure that ended the reading, or null. */
  private Refusal structure;

  /** The first in precedence of the refusals that the fields' form met so far, or null. */
  private Refusal form;

  private boolean hasRecipient;
  private int signedOffset;
  private int signedEnd;

  public TransactionDecoder() {
    Word256.set(v, Word256.LONGS, V_PROTECTED_MIN);
  }

  /**
   * Decodes a transaction.
   *
   * @param raw is not copied: {@link TransactionFields#dataOffset} points into it
   * @param out gets the fields, and whatever the bytes are, {@link
   *     TransactionFields#transactionHash}
   * @return the first refusal, or null
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public Refusal decode(byte[] raw, int offset, int length, TransactionFields out) {
    hashes.hashTransaction(raw, offset, length, out);
    if (length == 0) {
      return Refusal.EMPTY;
    }
    if (length > Limits.TRANSACTION_BYTES_MAX) {
      return Refusal.OVERSIZED;
    }
    this.raw = raw;
    fields = out;
    int first = raw[offset] & 0xff;
    Refusal refusal = first < LEGACY_FIRST_BYTE_MIN ? typeRefusal(first) : null;
    if (refusal != null) {
      return refusal;
    }
    boolean isTyped = first < LEGACY_FIRST_BYTE_MIN;
    out.type = isTyped ? first : TransactionFields.TYPE_LEGACY;
    reader.reset(raw, offset + (isTyped ? 1 : 0), length - (isTyped ? 1 : 0));
    structure = null;
    form = null;
    if (!readFields()) {
      return structure;
    }
    if (form != null) {
      return form;
    }
    refusal = judgeFields();
    if (refusal == null) {
      hashes.hashSigned(raw, signedOffset, signedEnd, out);
    }
    return refusal;
  }

  private static Refusal typeRefusal(int type) {
    return switch (type) {
      case TransactionFields.TYPE_ACCESS_LIST, TransactionFields.TYPE_DYNAMIC_FEE -> null;
      case TYPE_BLOB -> Refusal.BLOB_TRANSACTION;
      case TYPE_SET_CODE -> Refusal.SET_CODE_TRANSACTION;
      default -> Refusal.UNKNOWN_TYPE;
    };
  }

  /** Reads the whole structure; false if it has a fault. */
  private boolean readFields() {
    fields.accessListAddresses = 0;
    fields.accessListKeys = 0;
    if (!isSound(reader.nextList()) || !isSound(reader.finish())) {
      return false;
    }
    int end = reader.enter();
    signedOffset = reader.payloadOffset();
    boolean isSound =
        switch (fields.type) {
          case TransactionFields.TYPE_LEGACY -> readLegacy();
          case TransactionFields.TYPE_ACCESS_LIST -> readAccessListType();
          default -> readDynamicFee();
        };
    return isSound && isSound(reader.leave(end));
  }

  private boolean readLegacy() {
    return readNonce()
        && readGasPrice()
        && readGasLimit()
        && readCall()
        && readWord(v, 0)
        && readSignature();
  }

  private boolean readAccessListType() {
    return readWord(fields.words, TransactionFields.CHAIN_ID)
        && readNonce()
        && readGasPrice()
        && readGasLimit()
        && readCall()
        && readAccessList()
        && readWord(v, 0)
        && readSignature();
  }

  private boolean readDynamicFee() {
    return readWord(fields.words, TransactionFields.CHAIN_ID)
        && readNonce()
        && readWord(fields.words, TransactionFields.MAX_PRIORITY_FEE_PER_GAS)
        && readWord(fields.words, TransactionFields.MAX_FEE_PER_GAS)
        && readGasLimit()
        && readCall()
        && readAccessList()
        && readWord(v, 0)
        && readSignature();
  }

  private boolean readNonce() {
    if (!readInteger(Long.BYTES, Refusal.NONCE_OVER_64_BITS, v, 0)) {
      return false;
    }
    fields.nonce = v[0];
    return true;
  }

  private boolean readGasLimit() {
    if (!readInteger(Long.BYTES, Refusal.GAS_LIMIT_OVER_64_BITS, v, 0)) {
      return false;
    }
    fields.gasLimit = v[0];
    return true;
  }

  private boolean readGasPrice() {
    long[] words = fields.words;
    if (!readWord(words, TransactionFields.MAX_FEE_PER_GAS)) {
      return false;
    }
    Word256.copy(
        words,
        TransactionFields.MAX_FEE_PER_GAS,
        words,
        TransactionFields.MAX_PRIORITY_FEE_PER_GAS);
    return true;
  }

  /** Recipient, value and data. */
  private boolean readCall() {
    if (!isSound(reader.nextString())) {
      return false;
    }
    hasRecipient = reader.payloadLength() > 0;
    if (!hasRecipient || reader.payloadLength() == ADDRESS_BYTES) {
      reader.word(fields.words, TransactionFields.TO);
    } else {
      note(Refusal.RECIPIENT_LENGTH);
    }
    if (!readWord(fields.words, TransactionFields.VALUE) || !isSound(reader.nextString())) {
      return false;
    }
    fields.dataOffset = reader.payloadOffset();
    fields.dataLength = reader.payloadLength();
    signedEnd = fields.dataOffset + fields.dataLength;
    int zeroBytes = 0;
    for (int i = fields.dataOffset; i < signedEnd; i++) {
      zeroBytes += raw[i] == 0 ? 1 : 0;
    }
    fields.dataZeroBytes = zeroBytes;
    return true;
  }

  private boolean readAccessList() {
    if (!isSound(reader.nextList())) {
      return false;
    }
    signedEnd = reader.payloadOffset() + reader.payloadLength();
    int end = reader.enter();
    while (!reader.isAtEnd()) {
      if (!readAccessListEntry()) {
        return false;
      }
    }
    return isSound(reader.leave(end));
  }

  /** An address and a list of keys. */
  private boolean readAccessListEntry() {
    if (!isSoundEntry(reader.nextList())) {
      return false;
    }
    int entryEnd = reader.enter();
    if (!isSoundEntry(reader.nextString())) {
      return false;
    }
    if (reader.payloadLength() != ADDRESS_BYTES) {
      note(Refusal.ACCESS_LIST_ADDRESS_LENGTH);
    }
    fields.accessListAddresses++;
    if (!isSoundEntry(reader.nextList())) {
      return false;
    }
    int keysEnd = reader.enter();
    while (!reader.isAtEnd()) {
      if (!isSoundEntry(reader.nextString())) {
        return false;
      }
      if (reader.payloadLength() != KEY_BYTES) {
        note(Refusal.ACCESS_LIST_KEY_LENGTH);
      }
      fields.accessListKeys++;
    }
    return isSoundEntry(reader.leave(keysEnd)) && isSoundEntry(reader.leave(entryEnd));
  }

  private boolean readSignature() {
    return readWord(fields.words, TransactionFields.R)
        && readWord(fields.words, TransactionFields.S);
  }

  private boolean readWord(long[] out, int oi) {
    return readInteger(Word256.BYTES, Refusal.INTEGER_OVER_256_BITS, out, oi);
  }

  /** Reads an integer; false if the structure has a fault, a fault of its form is noted. */
  private boolean readInteger(int bytesMax, Refusal tooWide, long[] out, int oi) {
    if (!isSound(reader.nextString())) {
      return false;
    }
    switch (reader.integerFault(bytesMax)) {
      case NONE -> reader.word(out, oi);
      case INTEGER_LEADING_ZERO -> note(Refusal.INTEGER_LEADING_ZERO);
      default -> note(tooWide);
    }
    return true;
  }

  /** What the fields mean, in the order of precedence; their form is without fault. */
  private Refusal judgeFields() {
    if (Long.compareUnsigned(fields.nonce, Limits.TRANSACTION_NONCE_MAX) > 0) {
      return Refusal.NONCE_MAX;
    }
    boolean isSmallV = (v[1] | v[2] | v[3]) == 0;
    boolean isProtected = true;
    if (fields.type != TransactionFields.TYPE_LEGACY) {
      if (!isSmallV || v[0] >>> 1 != 0) {
        return Refusal.Y_PARITY_NOT_A_BIT;
      }
      fields.yParity = (int) v[0];
    } else if (isSmallV && Long.compareUnsigned(v[0], V_PROTECTED_MIN) < 0) {
      long yParity = v[0] - V_UNPROTECTED;
      if (yParity >>> 1 != 0) {
        return Refusal.INVALID_V;
      }
      fields.yParity = (int) yParity;
      isProtected = false;
    } else {
      splitProtectedV();
    }
    Refusal refusal =
        SenderRecovery.refusal(
            SignatureRange.fault(
                fields.words, TransactionFields.R, fields.words, TransactionFields.S));
    if (refusal != null) {
      return refusal;
    }
    if (!hasRecipient) {
      return Refusal.CONTRACT_CREATION;
    }
    return isProtected ? null : Refusal.NOT_REPLAY_PROTECTED;
  }

  /** Chain id and parity from v = 35 + 2 * chain id + parity. */
  private void splitProtectedV() {
    Word256.subtract(v, 0, v, Word256.LONGS, v, 0);
    fields.yParity = (int) (v[0] & 1);
    for (int i = 0; i < Word256.LONGS; i++) {
      long above = i + 1 < Word256.LONGS ? v[i + 1] : 0;
      fields.words[TransactionFields.CHAIN_ID + i] = v[i] >>> 1 | above << (Long.SIZE - 1);
    }
  }

  private void note(Refusal refusal) {
    form = Refusal.first(form, refusal);
  }

  private boolean isSound(RlpFault fault) {
    if (fault == RlpFault.NONE) {
      return true;
    }
    structure = refusal(fault);
    return false;
  }

  /** As {@link #isSound}, inside of the access list, where items out of place have one name. */
  private boolean isSoundEntry(RlpFault fault) {
    structure =
        switch (fault) {
          case NONE -> null;
          case TOO_FEW_ITEMS, TOO_MANY_ITEMS, EXPECTED_STRING, EXPECTED_LIST ->
              Refusal.ACCESS_LIST_SHAPE;
          default -> refusal(fault);
        };
    return structure == null;
  }

  private static Refusal refusal(RlpFault fault) {
    return switch (fault) {
      case NONE -> null;
      case END_OF_INPUT -> Refusal.TYPED_TRANSACTION_TOO_SHORT;
      case TOO_FEW_ITEMS -> Refusal.TOO_FEW_FIELDS;
      case LENGTH_LEADING_ZERO -> Refusal.RLP_LENGTH_LEADING_ZERO;
      case LENGTH_NOT_SHORTEST -> Refusal.RLP_LENGTH_NOT_SHORTEST;
      case ITEM_EXCEEDS_INPUT -> Refusal.RLP_ITEM_EXCEEDS_INPUT;
      case ITEM_EXCEEDS_LIST -> Refusal.RLP_ITEM_EXCEEDS_LIST;
      case BYTE_WITH_HEADER -> Refusal.RLP_BYTE_WITH_HEADER;
      case EXPECTED_STRING -> Refusal.RLP_EXPECTED_STRING;
      case EXPECTED_LIST -> Refusal.RLP_EXPECTED_LIST;
      case TOO_MANY_ITEMS -> Refusal.TOO_MANY_FIELDS;
      case TRAILING_BYTES -> Refusal.RLP_TRAILING_BYTES;
      case INTEGER_LEADING_ZERO -> Refusal.INTEGER_LEADING_ZERO;
      case INTEGER_TOO_WIDE -> Refusal.INTEGER_OVER_256_BITS;
    };
  }
}
