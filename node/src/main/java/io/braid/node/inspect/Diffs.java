package io.braid.node.inspect;

import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.LogEntry;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.record.Withdrawal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What input records did, as it is shown. */
final class Diffs {

  private Diffs() {}

  static Shown show(byte[] value) {
    return Records.decoded(RecordType.DIFF, DiffCodec.decode(value, 0, value.length), Diffs::diff);
  }

  private static Shown diff(Diff diff) {
    List<Shown> parts = new ArrayList<>();
    diff.outcomes().forEach(outcome -> parts.add(outcome(outcome)));
    diff.changes().forEach(change -> parts.add(Values.cell(change.key(), change.value())));
    diff.bundles()
        .forEach(bundle ->
            parts.add(
                new Shown(
                    "messages",
                    Shown.fields(
                        "destination",
                        bundle.destination(),
                        "number",
                        Values.unsigned(bundle.number())),
                    bundle.messages().stream().map(Records::message).toList())));
    return new Shown(
        Records.name(RecordType.DIFF),
        Shown.fields(
            "of", diff.shard() + "@" + Values.unsigned(diff.offset()),
            "disposition", diff.disposition().name(),
            "fault", diff.fault() == null ? null : diff.fault().name(),
            "block", Values.unsigned(diff.block()),
            "generation", diff.generation(),
            "outcomes", diff.outcomes().size(),
            "cells", diff.changes().size(),
            "bundles", diff.bundles().size()),
        parts);
  }

  private static Shown outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused refused ->
          Shown.of(
              "refused",
              "transaction",
              Values.hash(refused.transaction()),
              "sender",
              refused.sender().toString(),
              "reason",
              Values.refusal(refused.reason()));
      case Outcome.Queued queued ->
          Shown.of(
              "queued",
              "transaction",
              Values.hash(queued.transaction()),
              "sender",
              queued.sender().toString(),
              "nonce",
              Values.unsigned(queued.nonce()));
      case Outcome.Ran ran ->
          ended(
              "ran",
              Shown.fields(
                  "transaction", Values.hash(ran.transaction()),
                  "sender", ran.sender().toString(),
                  "nonce", Values.unsigned(ran.nonce()),
                  "gas", Values.unsigned(ran.gas()),
                  "price", Values.number(ran.price()),
                  "end", Values.end(ran.code())),
              ran.withdrawals(),
              ran.logs());
      case Outcome.Stepped stepped ->
          ended(
              "stepped",
              Shown.fields(
                  "origin", Values.hash(stepped.origin()),
                  "sender", stepped.sender().toString(),
                  "end", Values.end(stepped.code())),
              stepped.withdrawals(),
              stepped.logs());
    };
  }

  private static Shown ended(
      String kind, Map<String, Object> fields, List<Withdrawal> withdrawals, List<LogEntry> logs) {
    List<Shown> parts = new ArrayList<>();
    withdrawals.forEach(withdrawal -> parts.add(Values.withdrawal(withdrawal)));
    logs.forEach(log -> parts.add(Values.log(log)));
    return new Shown(kind, fields, parts);
  }
}
