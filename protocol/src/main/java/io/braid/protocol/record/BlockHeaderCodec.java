package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Block headers as bytes. */
public final class BlockHeaderCodec {

  /** Ends decoding inside this class only. */
  private static final class FaultException extends Exception {
    private static final long serialVersionUID = 1;
    private final RecordFault fault;

    FaultException(RecordFault fault) {
      super(fault.name(), null, false, false);
      this.fault = fault;
    }
  }

  private BlockHeaderCodec() {}

  /** The bytes of a header. */
  public static byte[] encode(BlockHeader header) {
    ByteWriter out = new ByteWriter();
    RecordType.HEADER.begin(out);
    out.writeInteger(header.number(), 8);
    out.writeInteger(header.generation(), 4);
    out.writeInteger(header.time(), 8);
    out.writeInteger(header.baseFee(), 8);
    out.writeInteger(header.protocolVersion(), 4);
    out.writeWord(header.programCommitment().toLongs(), 0);
    out.writeInteger(header.completeBlock(), 8);
    out.writeInteger(header.completeBlockGas(), 8);
    out.writeInteger(header.firstToken(), 4);
    out.writeInteger(header.tokens().size(), 2);
    header.tokens().forEach(token -> encode(out, token));
    out.writeInteger(header.firstEvent(), 8);
    out.writeInteger(header.events().size(), 2);
    header.events().forEach(event -> encode(out, event));
    return out.toByteArray();
  }

  /** Writes a token as it stands in a header. */
  public static void encode(ByteWriter out, TokenEntry token) {
    out.writeBytes(token.address().toBytes());
    out.writeInteger(token.decimals(), 1);
    for (String text : List.of(token.symbol(), token.name())) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInteger(bytes.length, 1);
      out.writeBytes(bytes);
    }
  }

  private static void encode(ByteWriter out, L1Event event) {
    out.writeInteger(event.kind(), 1);
    out.writeBytes(event.owner().toBytes());
    out.writeInteger(event.asset(), 8);
    out.writeWord(event.amount().toLongs(), 0);
    out.writeInteger(event.words().size(), 1);
    event.words().forEach(word -> out.writeWord(word.toLongs(), 0));
  }

  /** Reads a header out of a part of an array. */
  public static Decoded<BlockHeader> decode(byte[] bytes, int offset, int length) {
    ByteReader in = new ByteReader().open(bytes, offset, length);
    RecordFault fault = RecordType.HEADER.readBegin(in);
    if (fault != null) {
      return Decoded.fault(fault);
    }
    try {
      BlockHeader header = decode(in);
      return in.remaining() == 0 ? Decoded.of(header) : Decoded.fault(RecordFault.TRAILING_BYTES);
    } catch (FaultException e) {
      return Decoded.fault(e.fault);
    }
  }

  private static BlockHeader decode(ByteReader in) throws FaultException {
    long number = in.readInteger(8);
    long generation = in.readInteger(4);
    long time = in.readInteger(8);
    require(time >>> 32 == 0, RecordFault.OUT_OF_RANGE);
    long baseFee = in.readInteger(8);
    long protocolVersion = in.readInteger(4);
    Word programCommitment = word(in);
    long completeBlock = in.readInteger(8);
    long completeBlockGas = in.readInteger(8);
    long firstToken = in.readInteger(4);
    List<TokenEntry> tokens = new ArrayList<>();
    for (int left = count(in, 2, Limits.TOKENS_IN_HEADER_MAX); left > 0; left--) {
      tokens.add(token(in));
    }
    long firstEvent = in.readInteger(8);
    List<L1Event> events = new ArrayList<>();
    for (int left = count(in, 2, Limits.EVENTS_IN_HEADER_MAX); left > 0; left--) {
      events.add(event(in));
    }
    require(!in.isOverrun(), RecordFault.TRUNCATED);
    return new BlockHeader(
        number,
        generation,
        time,
        baseFee,
        protocolVersion,
        programCommitment,
        completeBlock,
        completeBlockGas,
        firstToken,
        tokens,
        firstEvent,
        events);
  }

  private static TokenEntry token(ByteReader in) throws FaultException {
    Address address = Address.of(bytes(in, Address.BYTES));
    int decimals = in.readInt(1);
    String symbol = text(in, Limits.TOKEN_SYMBOL_BYTES_MAX);
    return new TokenEntry(address, decimals, symbol, text(in, Limits.TOKEN_NAME_BYTES_MAX));
  }

  /**
   * Reads a token as it stands in a header.
   *
   * @return null if it is not canonical
   */
  public static TokenEntry decodeToken(ByteReader in) {
    try {
      return token(in);
    } catch (FaultException _) {
      return null;
    }
  }

  private static L1Event event(ByteReader in) throws FaultException {
    int kind = in.readInt(1);
    Address owner = Address.of(bytes(in, Address.BYTES));
    long asset = in.readInteger(8);
    Word amount = word(in);
    List<Word> words = new ArrayList<>();
    for (int left = count(in, 1, Limits.MESSAGE_WORDS_MAX); left > 0; left--) {
      words.add(word(in));
    }
    return new L1Event(kind, owner, asset, amount, words);
  }

  private static int count(ByteReader in, int bytes, int max) throws FaultException {
    int count = in.readInt(bytes);
    require(!in.isOverrun(), RecordFault.TRUNCATED);
    require(count <= max, RecordFault.OUT_OF_RANGE);
    return count;
  }

  private static Word word(ByteReader in) {
    long[] word = new long[Word256.LONGS];
    in.readWord(Word256.BYTES, word, 0);
    return Word.of(word, 0);
  }

  private static byte[] bytes(ByteReader in, int count) throws FaultException {
    byte[] bytes = in.readBytes(count);
    require(!in.isOverrun(), RecordFault.TRUNCATED);
    return bytes;
  }

  private static String text(ByteReader in, int max) throws FaultException {
    byte[] bytes = bytes(in, count(in, 1, max));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new FaultException(RecordFault.MALFORMED_TEXT);
    }
  }

  private static void require(boolean condition, RecordFault fault) throws FaultException {
    if (!condition) {
      throw new FaultException(fault);
    }
  }
}
