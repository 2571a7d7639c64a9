package io.braid.protocol.record;

import io.braid.protocol.types.Word;
import java.util.List;

/**
 * What an input record did to its shard.
 *
 * @param shard whose log it stands in
 * @param offset of the input record
 * @param block and generation after the record
 * @param fault if the record is malformed, else null
 * @param changes cells with their new values, in the order in which the record first wrote them
 * @param bundles message bundles it sent, as records, by ascending destination
 */
public record Diff(
    int shard,
    long offset,
    long block,
    long generation,
    Disposition disposition,
    RecordFault fault,
    List<Outcome> outcomes,
    List<CellChange> changes,
    List<MessageBundle> bundles) {

  /** A cell and its value after the record. */
  public record CellChange(Word key, Word value) {}
}
