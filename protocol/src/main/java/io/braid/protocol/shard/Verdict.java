package io.braid.protocol.shard;

import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.RecordFault;

/**
 * What becomes of an input record.
 *
 * @param fault if it is malformed, else null
 */
record Verdict(Disposition disposition, RecordFault fault) {

  static final Verdict APPLIED = new Verdict(Disposition.APPLIED, null);
  static final Verdict REPEATED = new Verdict(Disposition.REPEATED, null);
  static final Verdict GAP = new Verdict(Disposition.GAP, null);
  static final Verdict OTHER_GENERATION = new Verdict(Disposition.OTHER_GENERATION, null);
  static final Verdict NEXT_GENERATION = new Verdict(Disposition.NEXT_GENERATION, null);
  static final Verdict KEPT_ASIDE = new Verdict(Disposition.KEPT_ASIDE, null);

  static Verdict malformed(RecordFault fault) {
    return new Verdict(Disposition.MALFORMED, fault);
  }
}
