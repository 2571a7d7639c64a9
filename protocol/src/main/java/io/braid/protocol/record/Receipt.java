package io.braid.protocol.record;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * What a transaction did in the end. It stands in the block of its last step, at that step's place.
 *
 * @param transaction hash of the transaction
 * @param signing its signing hash
 * @param gas of the whole chain
 * @param price paid for a unit of gas, in wei
 * @param code 0 for success, else a failure; Ethereum's status is 1 or 0
 * @param block of the last step
 * @param shard of the last step
 * @param offset of the last step's input record
 * @param place of the last step among the outcomes of that record, from 0
 * @param withdrawals of all steps
 * @param logs of all steps, in order; none if the operation failed
 */
public record Receipt(
    Word transaction,
    Word signing,
    Address sender,
    long nonce,
    long gas,
    Word price,
    int code,
    long block,
    int shard,
    long offset,
    int place,
    List<Withdrawal> withdrawals,
    List<LogEntry> logs) {}
