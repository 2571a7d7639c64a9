package io.braid.protocol.record;

import io.braid.protocol.types.Address;

/**
 * A token that the bridge took in.
 *
 * @param address its contract on L1
 * @param decimals as the contract gives them
 * @param symbol at most {@link io.braid.protocol.Limits#TOKEN_SYMBOL_BYTES_MAX} bytes of UTF-8
 * @param name at most {@link io.braid.protocol.Limits#TOKEN_NAME_BYTES_MAX} bytes of UTF-8
 */
public record TokenEntry(Address address, int decimals, String symbol, String name) {}
