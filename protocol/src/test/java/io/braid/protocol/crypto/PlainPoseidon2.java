package io.braid.protocol.crypto;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Poseidon2 and the hash of three words as their definitions read: dense matrices, canonical
 * elements, {@link BigInteger}. Shares with the code under test the table of constants alone.
 */
public final class PlainPoseidon2 {

  /** The order of the field. */
  public static final BigInteger P = BigInteger.valueOf(2130706433);

  private static final int WIDTH = 16;
  private static final int[][] M4 = {{2, 3, 1, 1}, {1, 2, 3, 1}, {1, 1, 2, 3}, {3, 1, 1, 2}};

  private PlainPoseidon2() {}

  /** The image of a state. */
  public static BigInteger[] permute(BigInteger[] input) {
    BigInteger[] state = multiply(external(), input);
    for (int[] constants : Poseidon2Constants.EXTERNAL_INITIAL) {
      state = externalRound(state, constants);
    }
    for (int constant : Poseidon2Constants.INTERNAL) {
      state[0] = state[0].add(BigInteger.valueOf(constant)).pow(3).mod(P);
      state = multiply(internal(), state);
    }
    for (int[] constants : Poseidon2Constants.EXTERNAL_FINAL) {
      state = externalRound(state, constants);
    }
    return state;
  }

  /** The digest of three words. */
  public static BigInteger hash(BigInteger... words) {
    BigInteger[] state = new BigInteger[WIDTH];
    Arrays.fill(state, BigInteger.ZERO);
    state[15] = BigInteger.valueOf(0x42524431).mod(P);
    for (int block = 0; block < 6; block++) {
      for (int i = 0; i < 8; i++) {
        int limb = 8 * block + i;
        state[i] = words[limb / 16].shiftRight(16 * (limb % 16)).and(BigInteger.valueOf(0xffff));
      }
      state = permute(state);
    }
    BigInteger digest = BigInteger.ZERO;
    for (int i = 0; i < 8; i++) {
      digest = digest.add(state[i].shiftLeft(31 * i));
    }
    return digest;
  }

  private static BigInteger[] externalRound(BigInteger[] state, int[] constants) {
    BigInteger[] next = new BigInteger[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      next[i] = state[i].add(BigInteger.valueOf(constants[i])).pow(3).mod(P);
    }
    return multiply(external(), next);
  }

  private static BigInteger[][] external() {
    BigInteger[][] matrix = new BigInteger[WIDTH][WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      for (int j = 0; j < WIDTH; j++) {
        matrix[i][j] = BigInteger.valueOf((i / 4 == j / 4 ? 2L : 1L) * M4[i % 4][j % 4]);
      }
    }
    return matrix;
  }

  private static BigInteger[][] internal() {
    BigInteger[][] matrix = new BigInteger[WIDTH][WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      Arrays.fill(matrix[i], BigInteger.ONE);
      matrix[i][i] = BigInteger.ONE.add(diagonal(i));
    }
    return matrix;
  }

  static BigInteger diagonal(int i) {
    BigInteger denominator = BigInteger.ONE.shiftLeft(Poseidon2Constants.DIAGONAL_EXPONENTS[i]);
    return BigInteger.valueOf(Poseidon2Constants.DIAGONAL_NUMERATORS[i])
        .multiply(denominator.modInverse(P))
        .mod(P);
  }

  private static BigInteger[] multiply(BigInteger[][] matrix, BigInteger[] vector) {
    BigInteger[] product = new BigInteger[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      BigInteger sum = BigInteger.ZERO;
      for (int j = 0; j < WIDTH; j++) {
        sum = sum.add(matrix[i][j].multiply(vector[j]));
      }
      product[i] = sum.mod(P);
    }
    return product;
  }
}
