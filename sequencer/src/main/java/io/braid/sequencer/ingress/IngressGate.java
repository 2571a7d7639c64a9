package io.braid.sequencer.ingress;

import io.braid.protocol.record.IngressBundle;
import io.braid.sequencer.admission.AdmissionAnswer;
import io.braid.sequencer.admission.Candidate;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where transactions out of the ingress come in. What it is given to call is called later, never
 * from inside the call, and for a {@link IngressLane} by the thread that uses the lane.
 */
public interface IngressGate {

  /**
   * Reads what is in the shards' logs now, so that what others have admitted is known.
   *
   * @param whenCaughtUp called when all of it was read
   */
  void catchUp(Runnable whenCaughtUp);

  /**
   * Examines transactions, all at once.
   *
   * @param whenExamined is given one candidate for each, in their order; null for one on which the
   *     examination itself failed
   */
  void examine(List<IngressBundle.Entry> transactions, Consumer<List<Candidate>> whenExamined);

  /**
   * Admits a transaction that was examined, or says why not. Those of a shard stand in its log in
   * the order of the calls.
   *
   * @param whenInLog called once the log has it, if it is accepted
   * @return null if admission itself failed on it
   */
  AdmissionAnswer admit(Candidate candidate, Runnable whenInLog);
}
