package io.braid.protocol.shard;

import io.braid.protocol.ledger.MessageKind;
import io.braid.protocol.program.Field;
import io.braid.protocol.record.DiffWriter;
import io.braid.protocol.record.MessageBundleWriter;

/** The messages that one input record emits, one bundle for each destination. */
final class Outbox {

  private final ShardState state;
  private final MessageBundleWriter[] bundles;
  private long offset;

  Outbox(ShardState state) {
    this.state = state;
    this.bundles = new MessageBundleWriter[state.shards.count()];
    for (int i = 0; i < bundles.length; i++) {
      bundles[i] = new MessageBundleWriter();
    }
  }

  /** Begins the record at an offset. */
  void begin(long recordOffset) {
    offset = recordOffset;
    for (MessageBundleWriter bundle : bundles) {
      bundle.clear();
    }
  }

  /** Takes a message in; its fields stand at {@link Field#at}. */
  void add(int kind, long[] fields) {
    int destination = state.homeOf(fields, Field.OWNER.at());
    MessageBundleWriter bundle = bundles[destination];
    if (bundle.count() == 0) {
      bundle.begin(
          state.shard,
          offset,
          destination,
          state.nextOut[destination],
          state.generation,
          state.block);
    }
    bundle.addMessage(kind, fields, Field.ORIGIN.at(), Field.SENDER.at());
    int code = (int) fields[Field.CODE.at()];
    bundle.addParties(code, fields, Field.OWNER.at(), Field.PAYEE.at());
    bundle.addFunds(fields, Field.ASSET_1.at(), Field.AMOUNT_1.at());
    bundle.addFunds(fields, Field.ASSET_2.at(), Field.AMOUNT_2.at());
    bundle.addWords(fields, Field.WORD_0.at(), MessageKind.of(kind).wordCount());
  }

  /** Ends the record: numbers the bundles and writes them into the diff. */
  void end(DiffWriter diff) {
    for (int destination = 0; destination < bundles.length; destination++) {
      MessageBundleWriter bundle = bundles[destination];
      if (bundle.count() > 0) {
        diff.bundle(bundle.buffer(), bundle.length());
        state.nextOut[destination]++;
      }
    }
  }

  /** The bundle for a destination; its count is 0 if there is none. */
  MessageBundleWriter bundle(int destination) {
    return bundles[destination];
  }
}
