package io.braid.sequencer.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Admission against the plainest model of it: a list, looked through from end to end. */
class AdmissionModelTest {

  private static final long NOW = 1_000_000;
  private static final int ACCOUNT_MAX = 6;
  private static final int IN_FLIGHT_MAX = 20;
  private static final AdmissionLimits.Rate UNLIMITED = new AdmissionLimits.Rate(1 << 20, 1 << 20);
  private static final AdmissionLimits LIMITS =
      new AdmissionLimits(
          IN_FLIGHT_MAX, 1 << 20, 1L << 40, ACCOUNT_MAX, UNLIMITED, UNLIMITED, 100, 1_000_000);

  private record Sent(Word hash, Address sender, long nonce, long maxFee, long tip, long value) {
    BigInteger cost() {
      return BigInteger.valueOf(maxFee)
          .multiply(BigInteger.valueOf(21_000))
          .add(BigInteger.valueOf(value));
    }
  }

  private static final class Model {
    private final List<Sent> inFlight = new ArrayList<>();
    private final Map<Address, Long> nonces = new HashMap<>();
    private final Map<Address, Long> balances = new HashMap<>();
    private long baseFee = 1_000;

    private long pendingNonce(Address sender) {
      long nonce = nonces.get(sender);
      while (isTaken(sender, nonce)) {
        nonce++;
      }
      return nonce;
    }

    private boolean isTaken(Address sender, long nonce) {
      return inFlight.stream().anyMatch(sent -> sent.sender.equals(sender) && sent.nonce == nonce);
    }

    /** The beginning of the answer, or null. */
    private String judge(Sent sent) {
      if (inFlight.stream().anyMatch(other -> other.hash.equals(sent.hash))) {
        return "already known";
      }
      if (sent.nonce < nonces.get(sent.sender)) {
        return Refusal.NONCE_TOO_LOW.message();
      }
      if (sent.nonce > pendingNonce(sent.sender) + 64) {
        return Refusal.NONCE_TOO_HIGH.message();
      }
      List<Sent> own = inFlight.stream().filter(o -> o.sender.equals(sent.sender)).toList();
      List<Sent> rivals = own.stream().filter(other -> other.nonce == sent.nonce).toList();
      if (!rivals.isEmpty()) {
        Sent newest = rivals.getLast();
        if (sent.maxFee * 10 < newest.maxFee * 11
            || sent.tip * 10 < newest.tip * 11
            || sent.maxFee <= newest.maxFee) {
          return Refusal.REPLACEMENT_UNDERPRICED.message();
        }
      }
      if (sent.maxFee < baseFee) {
        return Refusal.FEE_CAP_BELOW_BASE_FEE.message();
      }
      Map<Long, BigInteger> dearest = new TreeMap<>();
      own.stream()
          .filter(other -> other.nonce >= nonces.get(sent.sender) && other.nonce != sent.nonce)
          .forEach(other -> dearest.merge(other.nonce, other.cost(), BigInteger::max));
      BigInteger total = dearest.values().stream().reduce(sent.cost(), BigInteger::add);
      if (total.compareTo(BigInteger.valueOf(balances.get(sent.sender))) > 0) {
        return Refusal.INSUFFICIENT_FUNDS_FOR_FEE.message();
      }
      return own.size() >= ACCOUNT_MAX ? "account limit exceeded" : null;
    }
  }

  @Test
  void agreesWithTheModel() {
    Seeds.run(
        "admission model",
        seed -> {
          Map<String, Integer> answers = new TreeMap<>();
          for (int round = 0; round < 10; round++) {
            play(new Random(seed + round), answers);
          }
          for (String answer :
              List.of(
                  "accepted",
                  "overloaded",
                  "already known",
                  "account limit exceeded",
                  Refusal.NONCE_TOO_LOW.message(),
                  Refusal.NONCE_TOO_HIGH.message(),
                  Refusal.REPLACEMENT_UNDERPRICED.message(),
                  Refusal.FEE_CAP_BELOW_BASE_FEE.message(),
                  Refusal.INSUFFICIENT_FUNDS_FOR_FEE.message())) {
            assertTrue(answers.getOrDefault(answer, 0) > 20, answer + " in " + answers);
          }
        });
  }

  private static void play(Random random, Map<String, Integer> answers) {
    FakeView view = new FakeView();
    Model model = new Model();
    AdmissionMachine machine = new AdmissionMachine(new ShardCount(4), view, _ -> 0, LIMITS);
    List<Address> users = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Address user = new Address(Word.of(0x5000L + i));
      users.add(user);
      model.nonces.put(user, (long) random.nextInt(3));
      model.balances.put(user, 42_000_000L * (1 + random.nextInt(30)));
      show(view, model, user);
    }
    for (int i = 0; i < 2_000; i++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> end(random, machine, view, model);
        case 3 -> {
          model.baseFee = random.nextLong(500, 1_600);
          view.baseFee(model.baseFee);
        }
        default -> send(random, machine, model, users.get(random.nextInt(users.size())), answers);
      }
      check(machine, model, users);
    }
    while (!model.inFlight.isEmpty()) {
      end(random, machine, view, model);
      check(machine, model, users);
    }
    assertEquals(0, machine.inFlight().accountCount());
  }

  private static void show(FakeView view, Model model, Address user) {
    view.account(user, model.nonces.get(user), model.balances.get(user));
  }

  private static void send(
      Random random,
      AdmissionMachine machine,
      Model model,
      Address someone,
      Map<String, Integer> answers) {
    Address user = someone;
    long near = random.nextInt(4) == 0 ? model.nonces.get(user) : model.pendingNonce(user);
    long nonce = Math.max(0, near + (random.nextInt(6) == 0 ? random.nextLong(-3, 70) : 0));
    long maxFee = 600 + 100 * random.nextLong(20);
    long tip = random.nextLong(1, 5);
    long value = random.nextInt(3);
    if (random.nextInt(12) == 0 && !model.inFlight.isEmpty()) {
      Sent again = model.inFlight.get(random.nextInt(model.inFlight.size()));
      user = again.sender;
      nonce = again.nonce;
      maxFee = again.maxFee;
      tip = again.tip;
      value = again.value;
    }
    Candidate candidate = new Transaction().nonce(nonce).fees(maxFee, tip).value(value).from(user);
    Sent sent = new Sent(candidate.hash(), user, nonce, maxFee, tip, value);
    AdmissionAnswer.TryLater notNow = machine.mayTry("source", NOW);
    String expected = model.inFlight.size() >= IN_FLIGHT_MAX ? "overloaded" : model.judge(sent);
    String actual = notNow != null ? notNow.message() : machine.admit(candidate, NOW).message();
    assertTrue(
        expected == null ? actual == null : Objects.requireNonNull(actual).startsWith(expected),
        () -> "%s: %s instead of %s".formatted(sent, actual, expected));
    answers.merge(expected == null ? "accepted" : expected, 1, Integer::sum);
    if (expected == null) {
      model.inFlight.add(sent);
    }
  }

  /** Something in flight gets an outcome, sensible or not. */
  private static void end(Random random, AdmissionMachine machine, FakeView view, Model model) {
    if (model.inFlight.isEmpty()) {
      return;
    }
    Sent sent = model.inFlight.get(random.nextInt(model.inFlight.size()));
    boolean isNext = sent.nonce == model.nonces.get(sent.sender);
    if (random.nextInt(3) == 0) {
      machine.learn(new Outcome.Queued(sent.hash, sent.sender, sent.nonce));
      return;
    }
    model.inFlight.remove(sent);
    if (isNext && random.nextInt(4) != 0) {
      model.nonces.merge(sent.sender, 1L, Long::sum);
      model.balances.compute(
          sent.sender, (_, old) -> Math.max(0, old - sent.cost().longValueExact()) + 30_000_000);
      show(view, model, sent.sender);
      machine.learn(
          new Outcome.Ran(
              sent.hash,
              Word.ZERO,
              sent.sender,
              sent.nonce,
              21_000,
              Word.ZERO,
              0,
              List.of(),
              List.of()));
    } else {
      machine.learn(new Outcome.Refused(sent.hash, sent.sender, Refusal.REPLACED.code()));
    }
    // Told twice, and of what nobody here knows.
    machine.learn(new Outcome.Refused(sent.hash, sent.sender, Refusal.NONCE_TOO_LOW.code()));
    machine.learn(new Outcome.Queued(Word.of(random.nextLong()), sent.sender, sent.nonce));
  }

  private static void check(AdmissionMachine machine, Model model, List<Address> users) {
    InFlight inFlight = machine.inFlight();
    assertEquals(model.inFlight.size(), inFlight.count());
    assertEquals(21_000L * model.inFlight.size(), inFlight.gas());
    long bytes = 0;
    for (Sent sent : model.inFlight) {
      InFlightTransaction found = inFlight.byHash(sent.hash);
      assertEquals(sent.nonce, found.nonce());
      bytes += found.raw().length;
    }
    assertEquals(bytes, inFlight.bytes());
    for (Address user : users) {
      long count = model.inFlight.stream().filter(s -> s.sender.equals(user)).count();
      assertEquals(count, inFlight.count(user));
      assertEquals(count, inFlight.byAccount(user).size());
      assertEquals(model.pendingNonce(user), inFlight.pendingNonce(user, model.nonces.get(user)));
    }
  }
}
