package io.braid.sequencer.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.AccessListEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A transaction with all its fields, ready to be signed.
 *
 * @param type 0, 1 or 2
 * @param maxFee in types 0 and 1 the gas price
 */
record UnsignedTransaction(
    int type,
    long chainId,
    long nonce,
    Word maxPriorityFee,
    Word maxFee,
    long gas,
    Address to,
    Word value,
    Bytes data,
    List<AccessListEntry> accessList) {

  private static final int SHORT_BYTES_MAX = 55;
  private static final int STRING = 0x80;
  private static final int LIST = 0xc0;

  /** The bytes as a transaction has them, with a signature of zeros. */
  Bytes raw() {
    List<byte[]> fields = new ArrayList<>();
    if (type != 0) {
      fields.add(integer(Word.of(chainId)));
    }
    fields.add(integer(Word.of(nonce)));
    if (type == 2) {
      fields.add(integer(maxPriorityFee));
    }
    fields.add(integer(maxFee));
    fields.add(integer(Word.of(gas)));
    fields.add(string(to.toBytes()));
    fields.add(integer(value));
    fields.add(string(data.toArray()));
    if (type != 0) {
      fields.add(list(accessList.stream().map(UnsignedTransaction::entry).toList()));
    }
    for (int i = 0; i < 3; i++) {
      fields.add(integer(Word.ZERO));
    }
    byte[] list = list(fields);
    return Bytes.of(type == 0 ? list : join(List.of(new byte[] {(byte) type}, list)));
  }

  private static byte[] entry(AccessListEntry entry) {
    List<byte[]> keys = entry.storageKeys().stream().map(key -> string(key.toBytes())).toList();
    return list(List.of(string(entry.address().toBytes()), list(keys)));
  }

  private static byte[] integer(Word value) {
    byte[] bytes = LedgerState.toBigInteger(value).toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return string(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static byte[] string(byte[] bytes) {
    boolean isItself = bytes.length == 1 && (bytes[0] & 0xff) < STRING;
    return isItself ? bytes : join(List.of(header(STRING, bytes.length), bytes));
  }

  private static byte[] list(List<byte[]> items) {
    byte[] payload = join(items);
    return join(List.of(header(LIST, payload.length), payload));
  }

  private static byte[] header(int kind, int length) {
    if (length <= SHORT_BYTES_MAX) {
      return new byte[] {(byte) (kind + length)};
    }
    byte[] bytes = BigInteger.valueOf(length).toByteArray();
    byte[] lengthBytes = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return join(
        List.of(new byte[] {(byte) (kind + SHORT_BYTES_MAX + lengthBytes.length)}, lengthBytes));
  }

  private static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    parts.forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  void write(JsonGenerator out, ChainJson json) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", Hex.quantity(type));
    out.writeStringField("chainId", Hex.quantity(chainId));
    out.writeStringField("nonce", Hex.quantity(nonce));
    out.writeStringField("to", to.toString());
    out.writeStringField("gas", Hex.quantity(gas));
    out.writeStringField("value", Hex.quantity(value));
    out.writeStringField("input", data.toString());
    if (type == 2) {
      out.writeStringField("maxPriorityFeePerGas", Hex.quantity(maxPriorityFee));
      out.writeStringField("maxFeePerGas", Hex.quantity(maxFee));
    } else {
      out.writeStringField("gasPrice", Hex.quantity(maxFee));
    }
    if (type != 0) {
      out.writeFieldName("accessList");
      json.accessList(out, accessList);
    }
    out.writeEndObject();
  }
}
