package io.braid.sequencer.header;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.RecordFault;

/**
 * What a record of {@code braid.blocks} is.
 *
 * @param header if it counts, else null
 * @param disposition APPLIED, or NEXT_GENERATION, if it counts; else why it does not
 * @param fault if it is malformed, else null
 */
public record HeaderReading(BlockHeader header, Disposition disposition, RecordFault fault) {

  static HeaderReading counted(BlockHeader header, boolean isNextGeneration) {
    return new HeaderReading(
        header, isNextGeneration ? Disposition.NEXT_GENERATION : Disposition.APPLIED, null);
  }

  static HeaderReading not(Disposition disposition) {
    return new HeaderReading(null, disposition, null);
  }

  static HeaderReading malformed(RecordFault fault) {
    return new HeaderReading(null, Disposition.MALFORMED, fault);
  }

  /** Whether the record is a header that counts. */
  public boolean isCounted() {
    return header != null;
  }
}
