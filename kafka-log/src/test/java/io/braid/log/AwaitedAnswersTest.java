package io.braid.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.RecordFault;
import io.braid.protocol.transaction.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers reach those who wait for them, whichever of answer and acknowledgement comes first. */
class AwaitedAnswersTest {

  private static final IngressAnswer.Entry TAKEN = IngressAnswer.Entry.ACKNOWLEDGED;
  private static final IngressAnswer.Entry LOW = IngressAnswer.Entry.of(Refusal.NONCE_TOO_LOW);

  private final AwaitedAnswers answers = new AwaitedAnswers();

  private static List<CompletableFuture<IngressAnswer.Entry>> waiting(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> new CompletableFuture<IngressAnswer.Entry>())
        .toList();
  }

  private static IngressAnswer answer(long offset, IngressAnswer.Entry... entries) {
    return new IngressAnswer(0, offset, null, List.of(entries));
  }

  private static void assertAnswers(
      List<IngressAnswer.Entry> expected, List<CompletableFuture<IngressAnswer.Entry>> waiting) {
    assertEquals(expected, waiting.stream().map(answer -> answer.getNow(null)).toList());
  }

  @Test
  void answersComeInTheOrderOfTheTransactions() {
    List<CompletableFuture<IngressAnswer.Entry>> first = waiting(2);
    List<CompletableFuture<IngressAnswer.Entry>> second = waiting(1);
    answers.appended(5, first);
    answers.appended(9, second);
    answers.read(answer(4, LOW), false);
    assertFalse(first.getFirst().isDone());
    answers.read(answer(5, TAKEN, LOW), false);
    assertAnswers(List.of(TAKEN, LOW), first);
    assertFalse(second.getFirst().isDone());
    answers.read(answer(9, LOW), false);
    assertAnswers(List.of(LOW), second);
  }

  @Test
  void firstAnswerCounts() {
    List<CompletableFuture<IngressAnswer.Entry>> first = waiting(1);
    answers.read(answer(5, TAKEN), true);
    answers.read(answer(5, LOW), true);
    answers.appended(5, first);
    assertAnswers(List.of(TAKEN), first);
  }

  @Test
  void answersBeforeTheAcknowledgementAreKeptWhileItMayCome() {
    List<CompletableFuture<IngressAnswer.Entry>> kept = waiting(1);
    answers.read(answer(5, TAKEN), true);
    answers.read(answer(6, LOW), true);
    answers.read(answer(7, TAKEN), true);
    answers.appended(6, kept);
    assertAnswers(List.of(LOW), kept);
    List<CompletableFuture<IngressAnswer.Entry>> next = waiting(1);
    answers.appended(7, next);
    assertAnswers(List.of(TAKEN), next);

    answers.read(answer(8, TAKEN), true);
    answers.read(answer(9, TAKEN), false);
    List<CompletableFuture<IngressAnswer.Entry>> late = waiting(1);
    answers.appended(8, late);
    assertFalse(late.getFirst().isDone(), "nothing was on its way, so nothing was kept");
  }

  @Test
  void noMoreAreKeptThanTheLimit() {
    for (int i = 0; i < LogLimits.EARLY_ANSWERS_MAX; i++) {
      assertFalse(answers.isFull());
      answers.read(answer(i, TAKEN), true);
    }
    assertTrue(answers.isFull());
    answers.appended(LogLimits.EARLY_ANSWERS_MAX / 2, waiting(1));
    assertFalse(answers.isFull());
  }

  @Test
  void anAnswerToSomethingElseIsToldAsSuch() {
    List<CompletableFuture<IngressAnswer.Entry>> two = waiting(2);
    answers.appended(5, two);
    answers.read(new IngressAnswer(0, 5, RecordFault.TRUNCATED, List.of()), false);
    for (CompletableFuture<IngressAnswer.Entry> one : two) {
      assertEquals(
          "the answer at ingress offset 5 is not to 2 transactions: 0 entries, fault TRUNCATED",
          assertThrows(CompletionException.class, one::join).getCause().getMessage());
    }
  }
}
