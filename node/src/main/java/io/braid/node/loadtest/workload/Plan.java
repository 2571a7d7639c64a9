package io.braid.node.loadtest.workload;

import io.braid.protocol.types.ShardCount;
import java.util.SplittableRandom;

/** Who sends what to whom with which nonce, drawn from a seed. Nothing is signed yet. */
public final class Plan {

  /** Draws for a receiver in the right shard, for each shard, before the next in order is taken. */
  private static final int DRAWS_PER_SHARD = 16;

  /** How far a nonce must be ahead to be a gap that is never waited for. */
  private static final long GAP = 1_000_000;

  private static final int NOBODY = -1;

  private final Kind[] kinds;
  private final int[] senders;
  private final int[] receivers;
  private final long[] nonces;

  private Plan(int transactions) {
    kinds = new Kind[transactions];
    senders = new int[transactions];
    receivers = new int[transactions];
    nonces = new long[transactions];
  }

  /**
   * Draws a plan.
   *
   * @param nextNonces the first nonce of each account and, behind them, of the pauper
   */
  public static Plan draw(Mix mix, Accounts accounts, ShardCount shards, long[] nextNonces) {
    Plan plan = new Plan(mix.transactions());
    long[] nonces = nextNonces.clone();
    SplittableRandom random = new SplittableRandom(mix.seed());
    Zipf ranks = new Zipf(accounts.count(), mix.skew());
    for (int i = 0; i < mix.transactions(); i++) {
      Kind kind = kind(mix, random);
      plan.kinds[i] = kind;
      int sender = ranks.next(random);
      switch (kind) {
        case TRANSFER -> {
          boolean isCross = random.nextDouble() < mix.crossShardShare();
          plan.receivers[i] = receiver(accounts, shards, sender, isCross, ranks, random);
          plan.nonces[i] = nonces[sender]++;
        }
        case SWAP -> {
          plan.receivers[i] = sender;
          plan.nonces[i] = nonces[sender]++;
        }
        case WRONG_SIGNATURE, MALFORMED -> plan.receivers[i] = sender;
        case NONCE_TOO_LOW -> {
          plan.receivers[i] = sender;
          sender = NOBODY;
        }
        case NONCE_GAP, INSUFFICIENT_FUNDS -> {
          plan.receivers[i] = sender;
          sender = NOBODY;
          plan.nonces[i] = nextNonces[accounts.count()] + (kind == Kind.NONCE_GAP ? GAP : 0);
        }
      }
      plan.senders[i] = sender;
    }
    return plan;
  }

  private static Kind kind(Mix mix, SplittableRandom random) {
    if (random.nextDouble() < mix.badShare()) {
      return Kind.BAD.get(random.nextInt(Kind.BAD.size()));
    }
    return random.nextDouble() < mix.swapShare() ? Kind.SWAP : Kind.TRANSFER;
  }

  /**
   * Those who receive most are not those who send most: the ranks are taken from the other end. If
   * nobody else lives in the right shard, the sender pays himself.
   */
  private static int receiver(
      Accounts accounts,
      ShardCount shards,
      int sender,
      boolean isCross,
      Zipf ranks,
      SplittableRandom random) {
    int home = accounts.shard(sender);
    int candidate = sender;
    for (int draw = 0; draw < DRAWS_PER_SHARD * shards.count(); draw++) {
      candidate = accounts.count() - 1 - ranks.next(random);
      if (candidate != sender && (accounts.shard(candidate) != home) == isCross) {
        return candidate;
      }
    }
    for (int step = 1; step < accounts.count(); step++) {
      int next = (candidate + step) % accounts.count();
      if (next != sender && (accounts.shard(next) != home) == isCross) {
        return next;
      }
    }
    return sender;
  }

  /** How many transactions there are. */
  public int count() {
    return kinds.length;
  }

  /** What a transaction is. */
  public Kind kind(int transaction) {
    return kinds[transaction];
  }

  /** The account that signs; the pauper or the funder where it is none of them. */
  SigningKey signer(int transaction, Accounts accounts) {
    return switch (kind(transaction)) {
      case TRANSFER, SWAP, WRONG_SIGNATURE, MALFORMED -> accounts.key(senders[transaction]);
      case NONCE_TOO_LOW -> accounts.funder();
      case NONCE_GAP, INSUFFICIENT_FUNDS -> accounts.pauper();
    };
  }

  /** The number of the account that is paid. */
  int receiver(int transaction) {
    return receivers[transaction];
  }

  long nonce(int transaction) {
    return nonces[transaction];
  }

  /** The number of the account that sends a good transaction, or -1 for a bad one. */
  public int payer(int transaction) {
    return kind(transaction).isGood() ? senders[transaction] : NOBODY;
  }

  /** How many transfers pay an account of another shard. */
  public int crossShardTransfers(Accounts accounts) {
    int count = 0;
    for (int i = 0; i < count(); i++) {
      boolean isCross =
          kind(i) == Kind.TRANSFER && accounts.shard(senders[i]) != accounts.shard(receivers[i]);
      count += isCross ? 1 : 0;
    }
    return count;
  }
}
