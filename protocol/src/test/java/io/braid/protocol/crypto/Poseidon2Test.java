package io.braid.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Vectors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class Poseidon2Test {

  private static final String PUBLISHED = "poseidon2-koalabear.json";

  @Test
  void constantsAreThosePublished() throws Exception {
    JsonNode published = Vectors.published().json(PUBLISHED).get("width16");
    assertEquals(20, published.get("partialRounds").intValue());
    assertEquals(
        integers(published.get("externalInitial")), flat(Poseidon2Constants.EXTERNAL_INITIAL));
    assertEquals(integers(published.get("internal")), flat(Poseidon2Constants.INTERNAL));
    assertEquals(integers(published.get("externalFinal")), flat(Poseidon2Constants.EXTERNAL_FINAL));
    assertEquals(4, Poseidon2Constants.EXTERNAL_INITIAL.length);
    assertEquals(4, Poseidon2Constants.EXTERNAL_FINAL.length);

    List<String> diagonal = new ArrayList<>();
    for (int i = 0; i < Poseidon2.WIDTH; i++) {
      int numerator = Poseidon2Constants.DIAGONAL_NUMERATORS[i];
      diagonal.add(
          switch (Poseidon2Constants.DIAGONAL_EXPONENTS[i]) {
            case 0 -> "" + numerator;
            case 1 -> numerator + "/2";
            case 3 -> numerator + "/8";
            case 4 -> numerator + "/16";
            default -> numerator + "/2^" + Poseidon2Constants.DIAGONAL_EXPONENTS[i];
          });
    }
    assertEquals(published.get("V").asText(), String.join(", ", diagonal));
  }

  @Test
  void knownAnswer() throws Exception {
    JsonNode answer = Vectors.published().json(PUBLISHED).get("width16").get("knownAnswer");
    long[] state = integers(answer.get("input")).stream().mapToLong(x -> x).toArray();
    List<Integer> output = integers(answer.get("output"));

    BigInteger[] plain = PlainPoseidon2.permute(numbers(state));
    assertEquals(output, Arrays.stream(plain).map(BigInteger::intValueExact).toList());

    for (int i = 0; i < Poseidon2.WIDTH; i++) {
      state[i] = KoalaBear.toMontgomery(state[i]);
    }
    Poseidon2.permute(state);
    assertEquals(
        output,
        LongStream.of(state).map(KoalaBear::fromMontgomery).mapToObj(x -> (int) x).toList());
  }

  /** Representatives as far from zero as the contract allows, where a product could overflow. */
  @Test
  void anyRepresentative() {
    Seeds.run(
        "Poseidon2 representatives",
        seed -> {
          Random random = new Random(seed);
          long[] far = {0, 1, -1, 1L << 31, -(1L << 31), KoalaBear.MODULUS, -KoalaBear.MODULUS};
          for (int run = 0; run < 300; run++) {
            long[] state = new long[Poseidon2.WIDTH];
            for (int i = 0; i < state.length; i++) {
              state[i] =
                  switch (run % 3) {
                    case 0 -> far[run / 3 % far.length];
                    case 1 -> far[random.nextInt(far.length)];
                    default -> random.nextInt();
                  };
            }
            checkPermutation(state);
          }
        });
  }

  private static void checkPermutation(long[] state) {
    BigInteger[] numbers = new BigInteger[Poseidon2.WIDTH];
    for (int i = 0; i < state.length; i++) {
      numbers[i] = BigInteger.valueOf(KoalaBear.fromMontgomery(state[i]));
    }
    String before = Arrays.toString(state);
    Poseidon2.permute(state);
    BigInteger[] expected = PlainPoseidon2.permute(numbers);
    for (int i = 0; i < state.length; i++) {
      assertEquals(expected[i].longValue(), KoalaBear.fromMontgomery(state[i]), before);
      assertTrue(Math.abs(state[i]) <= 1L << 31, before);
    }
  }

  private static BigInteger[] numbers(long[] state) {
    return LongStream.of(state).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
  }

  private static List<Integer> integers(JsonNode array) {
    List<Integer> integers = new ArrayList<>();
    array.forEach(element -> integers.add(element.intValue()));
    return integers;
  }

  private static List<Integer> flat(int[]... rows) {
    return Arrays.stream(rows).flatMapToInt(Arrays::stream).boxed().toList();
  }
}
