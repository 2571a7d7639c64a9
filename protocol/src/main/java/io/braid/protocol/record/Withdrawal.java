package io.braid.protocol.record;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;

/**
 * Money that leaves for L1.
 *
 * @param recipient on L1
 * @param asset ETH or a token, as it stands in keys
 * @param amount in the smallest unit
 */
public record Withdrawal(Address recipient, long asset, Word amount) {}
