package io.braid.protocol.crypto;

/**
 * What is wrong with a signature. The order is the precedence: of several faults, the first is the
 * answer.
 */
public enum SignatureFault {
  /** Nothing is wrong. */
  NONE,
  /** The parity of y is neither 0 nor 1; only where one is given. */
  Y_PARITY_NOT_A_BIT,
  R_ZERO,
  /** r is the order of the group or more. */
  R_NOT_BELOW_ORDER,
  S_ZERO,
  /** s is the order of the group or more. */
  S_NOT_BELOW_ORDER,
  /** s is above half the order, so its negative signs as well (EIP-2). */
  S_HIGH,
  /** A coordinate of the public key is the field's prime or more; only where a key is given. */
  PUBLIC_KEY_NOT_IN_FIELD,
  /** The public key is no point of the curve; only where a key is given. */
  PUBLIC_KEY_NOT_ON_CURVE,
  /** No point of the curve has r as its x coordinate; only in recovery. */
  NO_POINT_AT_R,
  /** The point that should be the public key, or have r as its x coordinate, is at infinity. */
  POINT_AT_INFINITY,
  /** The public key did not sign this hash with this signature; only where a key is given. */
  MISMATCH
}
