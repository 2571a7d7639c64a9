package io.braid.sequencer.view;

import io.braid.protocol.types.Address;

/**
 * A token that the bridge knows.
 *
 * @param index from 1
 * @param address on L1, where its ERC-20 contract answers here too
 */
public record Token(int index, Address address, String symbol, String name, int decimals) {}
