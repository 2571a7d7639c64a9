package io.braid.protocol.record;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Messages from one record of a shard to another shard.
 *
 * @param number among the bundles from this source to this destination, from 0
 * @param block the emitter's
 */
public record MessageBundle(
    int source,
    long sourceOffset,
    int destination,
    long number,
    long generation,
    long block,
    List<Message> messages) {

  /**
   * A message.
   *
   * @param origin signing hash of the transaction, or index of the L1 event, that began the chain
   * @param sender of that transaction; 0 for an L1 event
   * @param code what the chain has failed with so far, or 0
   * @param owner whose shard runs it
   * @param payee who is paid the amounts in flight after a freeze
   */
  public record Message(
      int kind,
      Word origin,
      Address sender,
      int code,
      Address owner,
      Address payee,
      long asset1,
      Word amount1,
      long asset2,
      Word amount2,
      List<Word> words) {}

  /** The bytes of the bundle. */
  public byte[] encode() {
    MessageBundleWriter out = new MessageBundleWriter();
    out.begin(source, sourceOffset, destination, number, generation, block);
    for (Message message : messages) {
      long[] all = new long[40];
      message.origin().copyTo(all, 0);
      message.sender().word().copyTo(all, 4);
      out.addMessage(message.kind(), all, 0, 4);
      message.owner().word().copyTo(all, 0);
      message.payee().word().copyTo(all, 4);
      out.addParties(message.code(), all, 0, 4);
      Word.of(message.asset1()).copyTo(all, 8);
      message.amount1().copyTo(all, 12);
      out.addFunds(all, 8, 12);
      Word.of(message.asset2()).copyTo(all, 8);
      message.amount2().copyTo(all, 12);
      out.addFunds(all, 8, 12);
      for (int i = 0; i < message.words().size(); i++) {
        message.words().get(i).copyTo(all, 16 + 4 * i);
      }
      out.addWords(all, 16, message.words().size());
    }
    return Arrays.copyOf(out.buffer(), out.length());
  }

  /** Reads a bundle out of a part of an array. */
  public static Decoded<MessageBundle> decode(byte[] bytes, int offset, int length) {
    MessageBundleReader in = new MessageBundleReader();
    RecordFault fault = in.open(bytes, offset, length);
    if (fault != null) {
      return Decoded.fault(fault);
    }
    List<Message> messages = new ArrayList<>();
    while (in.next()) {
      List<Word> words = new ArrayList<>();
      for (int i = 0; i < in.wordCount(); i++) {
        words.add(Word.of(in.words(), 4 * i));
      }
      messages.add(
          new Message(
              in.kind(),
              Word.of(in.origin(), 0),
              Address.of(in.sender(), 0),
              in.code(),
              Address.of(in.owner(), 0),
              Address.of(in.payee(), 0),
              in.assets()[0],
              Word.of(in.amounts(), 0),
              in.assets()[4],
              Word.of(in.amounts(), 4),
              words));
    }
    return Decoded.of(
        new MessageBundle(
            in.source(),
            in.sourceOffset(),
            in.destination(),
            in.number(),
            in.generation(),
            in.block(),
            messages));
  }
}
