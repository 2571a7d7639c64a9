package io.braid.protocol.reference;

import io.braid.protocol.transaction.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a record brought about: its outcomes, and the messages that leave for each shard. */
final class Outcomes {

  private final State state;
  private final int shardCount;
  private final Map<Integer, List<State.Message>> outbox = new TreeMap<>();
  private Bytes outcomes = new Bytes();
  private int count;

  Outcomes(State state, int shardCount) {
    this.state = state;
    this.shardCount = shardCount;
  }

  void clear() {
    outbox.clear();
    outcomes = new Bytes();
    count = 0;
  }

  int count() {
    return count;
  }

  byte[] done() {
    return outcomes.done();
  }

  Map<Integer, List<State.Message>> outbox() {
    return outbox;
  }

  Bytes add(int type) {
    count++;
    return outcomes.number(1, type);
  }

  /** Adds what the step that just ran did besides changing cells. */
  void effects() {
    outcomes.number(1, state.withdrawals.size());
    for (State.Withdrawal w : state.withdrawals) {
      outcomes.number(20, w.recipient()).number(8, w.asset()).number(32, w.amount());
    }
    outcomes.number(1, state.logs.size());
    for (State.Log log : state.logs) {
      outcomes.number(1, log.template()).number(1, log.operands().size());
      log.operands().forEach(operand -> outcomes.number(32, operand));
    }
    if (state.message != null) {
      outbox
          .computeIfAbsent(State.home(state.message.owner(), shardCount), _ -> new ArrayList<>())
          .add(state.message);
    }
  }

  void beginStep(BigInteger origin, BigInteger sender) {
    state.origin = origin;
    state.sender = sender;
    state.logs.clear();
    state.withdrawals.clear();
    state.message = null;
  }

  void stepped(Integer code) {
    add(code == null ? 5 : 6).number(32, state.origin).number(20, state.sender);
    if (code != null) {
      outcomes.number(1, code);
    }
    effects();
  }

  void refuse(BigInteger hash, BigInteger sender, String reason) {
    add(1).number(32, hash).number(20, sender).number(1, Refusal.valueOf(reason).code());
  }
}
