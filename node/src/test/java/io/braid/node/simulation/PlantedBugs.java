package io.braid.node.simulation;

import java.util.List;

/** The bugs that the simulation must find, one at a time. */
final class PlantedBugs {

  private static final String PROTOCOL = "protocol";
  private static final String EXECUTOR = "shard-executor";
  private static final String SEQUENCER = "sequencer";

  static final List<PlantedBug> ALL =
      List.of(
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.shard.MessageMachine",
                  "a message bundle that comes again is taken again",
                  Invariant.MESSAGES)
              .edit("if (order != 0) {", "if (order > 0) {"),
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.shard.MessageMachine",
                  "a message bundle is taken though one before it is missing",
                  Invariant.MESSAGES)
              .subtle()
              .edit("if (order != 0) {", "if (order < 0) {"),
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.shard.MessageMachine",
                  "messages that waited for a header run in the wrong order",
                  Invariant.REFERENCE)
              .edit(
                  "for (byte[] record : state.keptAside) {",
                  "for (byte[] record : state.keptAside.reversed()) {"),
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.shard.MessageMachine",
                  "a message of the next block runs in this one",
                  Invariant.CAUSALITY)
              .edit(
                  "if (isAhead()) {\n      state.keptAside.add(",
                  "if (isAhead() && state.block < 0) {\n      state.keptAside.add("),
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.shard.SnapshotCodec",
                  "a snapshot is read without the messages that wait for a header",
                  Invariant.DIFFS)
              .subtle()
              .edit("state.keptAside.add(record);", ""),
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.shard.TransactionMachine",
                  "the nonce queue skips every other transaction",
                  Invariant.REFERENCE)
              .edit("nonce++;", "nonce += 2;"),
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.shard.TransactionMachine",
                  "nobody is told of a transaction that was replaced",
                  Invariant.REFERENCE)
              .edit("refuseWaiting(rival, Refusal.REPLACED);", ""),
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.shard.NonceQueue",
                  "what waits for a nonce expires never",
                  Invariant.RUNS_DRY)
              .edit("expiry() <= timeSeconds", "expiry() < 0"),
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.shard.HeaderMachine",
                  "a header that comes again counts again",
                  Invariant.HEADERS)
              .edit("(header.number(), state.block) <= 0", "(header.number(), state.block) < 0")
              .edit("header.number() != state.block + 1", "header.number() > state.block + 1"),
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.shard.CanonicalOrder",
                  "the highest-numbered shard that is ready comes next",
                  Invariant.ORDER)
              .edit(
                  "= true;\n    for (int shard = 0; shard < lanes.length; shard++) {",
                  "= true;\n    for (int shard = lanes.length - 1; shard >= 0; shard--) {"),
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.shard.CanonicalOrder",
                  "a shard whose next record is not known is passed over",
                  Invariant.BLOCKS)
              .edit(
                  "return NONE;\n      }\n      areAtHeaders &=",
                  "areAtHeaders = false;\n      }\n      areAtHeaders &="),
          PlantedBug.in(
                  PROTOCOL,
                  "protocol.ledger.Swaps",
                  "a swap that fails refunds another amount",
                  Invariant.MONEY)
              .edit(
                  "p.select(swaps, amountOut, amountIn)", "p.select(swaps, amountOut, reserveIn)"),
          PlantedBug.in(
                  EXECUTOR,
                  "executor.ShardExecutor",
                  "a snapshot is published before the outputs in front of it are durable",
                  Invariant.SNAPSHOTS)
              .edit(
                  "snapshot != null && acknowledgedOffset() >= snapshotOffset", "snapshot != null"),
          PlantedBug.in(
                  EXECUTOR,
                  "executor.ShardExecutor",
                  "a diff is appended when the first of its bundles is durable",
                  Invariant.BUNDLES_BEFORE_DIFF)
              .edit("record.bundles--;", "record.bundles = 0;")
              .edit(
                  "throw new IllegalStateException(\n        \"no bundle of the record",
                  "String.valueOf(\n        \"no bundle of the record"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.header.HeaderWriterMachine",
                  "headers run further ahead of complete blocks than they may",
                  Invariant.HEADERS)
              .subtle()
              .edit("return isBehind || isTooFarAhead;", "return isBehind;"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.header.HeaderWriterMachine",
                  "the next header is decided when one shard has the last",
                  Invariant.HEADERS)
              .edit("copied.cardinality() == shardCount", "copied.cardinality() > 0"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.header.HeaderWriterMachine",
                  "a successor does not copy the last header again",
                  Invariant.HEADERS)
              .edit("if (lastRecord == null) {", "if (lastRecord == null || nowMs > 0) {"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.header.HeaderWriterMachine",
                  "the base fee moves with every header",
                  Invariant.HEADERS)
              .edit("completeBlock > last.completeBlock()", "completeBlock > 0"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.header.HeaderChain",
                  "of two headers with one number the later counts",
                  Invariant.HEADERS)
              .subtle()
              .edit("(header.number(), number()) <= 0", "(header.number(), number()) < 0")
              .edit("header.number() != number() + 1", "header.number() > number() + 1"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.header.L1Inbox",
                  "an L1 event stands in two headers",
                  Invariant.HEADERS)
              .edit("events.poll();", ""),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.block.BlockAssembler",
                  "a follower forgets at a checkpoint which messages wait for a header",
                  Invariant.NO_EXCEPTION)
              .subtle()
              .edit("order.keptAside(shard, emission.source(), emission.offset());", ""),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.block.BlockBuilder",
                  "the transactions of a block stand in another order",
                  Invariant.BLOCKS)
              .edit("transactions.add(\n", "transactions.add(\n        transactions.size() / 2,\n"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.block.ShardLog",
                  "a follower takes a diff though one before it is missing",
                  Invariant.NO_EXCEPTION)
              .edit("!records.isNextFrom(diffs.nextOffset, offset)", "offset < 0"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.block.ShardLog",
                  "accounts follow diffs that come again",
                  Invariant.VIEWS)
              .edit(
                  "if (offset < diffs.nextOffset) {\n      return false;",
                  "if (offset < diffs.nextOffset) {\n      return true;"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.account.AccountOverlay",
                  "accounts go back to older blocks when a follower begins again",
                  Invariant.VIEWS)
              .edit("if (block.number() <= stored) {", "if (block.number() < 0) {"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.admission.AdmissionMachine",
                  "admission forgets what an account has in flight",
                  Invariant.PROMISES)
              .subtle()
              .edit("Word256.copy(words, SUM, words, TOTAL);", "Word256.clear(words, TOTAL);"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.admission.ForeignBundles",
                  "a gateway does not see what others have put into the log",
                  Invariant.PROMISES)
              .subtle()
              .edit("return isNext;", "return true;"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.admission.BundleBuilder",
                  "the oldest bundle is acknowledged, whichever is in the log",
                  Invariant.ACKNOWLEDGED)
              .edit(
                  "unacknowledged.remove(number)",
                  "unacknowledged.remove(java.util.Collections.min(unacknowledged.keySet()))"),
          PlantedBug.in(
                  SEQUENCER,
                  "sequencer.admission.InFlight",
                  "a transaction that was refused stays in flight",
                  Invariant.OUTCOMES)
              .edit("if (remove(refused.transaction())) {", "if (refused.reason() == 0) {"));

  private PlantedBugs() {}
}
