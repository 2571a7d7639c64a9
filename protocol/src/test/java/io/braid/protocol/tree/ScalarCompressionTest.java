package io.braid.protocol.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.crypto.KoalaBear;
import io.braid.protocol.crypto.PlainPoseidon2;
import io.braid.protocol.fixtures.Seeds;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The compression against Poseidon2 as its definition reads. */
class ScalarCompressionTest {

  @Test
  void isThePermutationAndItsInput() {
    Seeds.run(
        "tree-compression",
        seed -> {
          Random random = new Random(seed);
          int[] numbers = random.ints(3 * Digest.PAIR, 0, KoalaBear.MODULUS).toArray();
          numbers[0] = 0;
          numbers[1] = KoalaBear.MODULUS - 1;
          int[] pairs = new int[numbers.length];
          for (int i = 0; i < pairs.length; i++) {
            pairs[i] = Digest.element(numbers[i]);
          }
          int[] digests = new int[3 * Digest.ELEMENTS];
          new ScalarCompression().compress(pairs, 3, digests);
          for (int pair = 0; pair < 3; pair++) {
            BigInteger[] state = new BigInteger[Digest.PAIR];
            for (int i = 0; i < state.length; i++) {
              state[i] = BigInteger.valueOf(numbers[pair * Digest.PAIR + i]);
            }
            BigInteger[] image = PlainPoseidon2.permute(state);
            Digest digest = Digest.of(digests, pair * Digest.ELEMENTS);
            for (int i = 0; i < Digest.ELEMENTS; i++) {
              BigInteger sum = image[i].add(state[i]).mod(PlainPoseidon2.P);
              assertEquals(sum.intValueExact(), digest.number(i));
            }
            assertEquals(digest, Digest.ofBytes(digest.toBytes(), 0));
          }
        });
  }
}
