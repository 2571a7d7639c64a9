/**
 * What the steps of the verifier are made of, so that they can be taken on numbers, where they
 * decide, and on the wires of a circuit, where they become a circuit that decides.
 *
 * <p>Owns the interface and the faults; may import {@code commit} for the shapes of trees. Never
 * decides anything.
 */
package io.braid.stark.algebra;
