package io.braid.stark.air;

import io.braid.stark.block.BlockKernel;
import io.braid.stark.field.KoalaBear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was put on each bus: of every tuple the sum of its weights. */
final class BusLedger {

  private static final int VIOLATIONS_MAX = 100;

  private record Key(Bus bus, List<Integer> tuple) {}

  private static final class Entry {
    private final String where;
    private int weight;

    Entry(String where) {
      this.where = where;
    }
  }

  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  /** Adds what the rows of a table put on buses. */
  void collect(Table table, BlockSource source, UniformValues uniform, BlockKernel kernel) {
    for (Interaction interaction : table.interactions()) {
      int arity = interaction.bus().arity();
      int[] nodes =
          IntStream.concat(
                  interaction.tuple().stream().mapToInt(node -> node),
                  IntStream.of(interaction.weight()))
              .toArray();
      BlockProgram program = BlockProgram.of(table, nodes);
      int[] uniforms = uniform.compute(table.graph(), program.uniformNodes());
      BlockEvaluator evaluator =
          new BlockEvaluator(
              program, source, BlockSelectors.ofTrace(source.points()), uniforms, kernel);
      int[][] tuples = new int[BlockEvaluator.BLOCK][arity];
      evaluator.run(
          0,
          source.points(),
          (output, from, count, blocks, at, stride) -> {
            for (int i = 0; i < count; i++) {
              if (output < arity) {
                tuples[i][output] = KoalaBear.toCanonical(blocks[at + i]);
              } else if (blocks[at + i] != KoalaBear.ZERO) {
                String where = "table %s, row %d".formatted(table.name(), from + i);
                add(interaction.bus(), tuples[i], blocks[at + i], where);
              }
            }
          });
    }
  }

  /** Adds what public values put on buses. */
  void collect(List<PublicInteraction> interactions, int[] publicValues) {
    for (PublicInteraction interaction : interactions) {
      int[] tuple =
          interaction.tuple().stream()
              .mapToInt(term ->
                  term.isPublicValue()
                      ? KoalaBear.toCanonical(publicValues[term.number()])
                      : Math.floorMod(term.number(), KoalaBear.MODULUS))
              .toArray();
      int weight = KoalaBear.of(Math.floorMod(interaction.times(), KoalaBear.MODULUS));
      add(interaction.bus(), tuple, weight, "the public values");
    }
  }

  private void add(Bus bus, int[] tuple, int weight, String where) {
    Key key = new Key(bus, Arrays.stream(tuple).boxed().toList());
    Entry entry = entries.computeIfAbsent(key, absent -> new Entry(where));
    entry.weight = KoalaBear.add(entry.weight, weight);
  }

  /** The tuples whose weights do not add up to 0; not more than some. */
  List<Violation> violations() {
    List<Violation> violations = new ArrayList<>();
    for (Map.Entry<Key, Entry> entry : entries.entrySet()) {
      int weight = KoalaBear.toCanonical(entry.getValue().weight);
      if (weight != 0 && violations.size() < VIOLATIONS_MAX) {
        int excess = weight > KoalaBear.MODULUS / 2 ? weight - KoalaBear.MODULUS : weight;
        String tuple =
            entry.getKey().tuple().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "(", ")"));
        violations.add(
            new Violation.OfBus(
                entry.getKey().bus().name(), tuple, excess, entry.getValue().where));
      }
    }
    return violations;
  }
}
