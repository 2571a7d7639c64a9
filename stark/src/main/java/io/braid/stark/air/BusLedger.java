package io.braid.stark.air;

import io.braid.stark.block.BlockKernel;
import io.braid.stark.field.KoalaBear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
    if (table.interactions().isEmpty()) {
      return;
    }
    TupleReader reader = new TupleReader(table);
    BlockProgram program = BlockProgram.of(table, reader.outputs());
    int[] uniforms = uniform.compute(table.graph(), program.uniformNodes());
    BlockSelectors selectors = BlockSelectors.ofTrace(source.points());
    new BlockEvaluator(program, source, selectors, uniforms, kernel)
        .run(0, source.points(), reader);
  }

  /** Takes the elements of the tuples of all interactions in turn, each followed by its weight. */
  private final class TupleReader implements BlockReader {

    private final Table table;
    private final List<Interaction> interactionOf = new ArrayList<>();
    private final List<Integer> nodes = new ArrayList<>();
    private final int[][] tuples = new int[BlockEvaluator.BLOCK][];
    private int taken;

    TupleReader(Table table) {
      this.table = table;
      for (Interaction interaction : table.interactions()) {
        nodes.addAll(interaction.tuple());
        nodes.add(interaction.weight());
        interactionOf.addAll(Collections.nCopies(interaction.bus().arity() + 1, interaction));
      }
    }

    int[] outputs() {
      return nodes.stream().mapToInt(node -> node).toArray();
    }

    @Override
    public void take(int output, int from, int count, int[] blocks, int at, int stride) {
      Bus bus = interactionOf.get(output).bus();
      for (int i = 0; i < count; i++) {
        if (taken == 0) {
          tuples[i] = new int[bus.arity()];
        }
        if (taken < bus.arity()) {
          tuples[i][taken] = KoalaBear.toCanonical(blocks[at + i]);
        } else if (blocks[at + i] != KoalaBear.ZERO) {
          int row = from + i;
          add(
              bus,
              tuples[i],
              blocks[at + i],
              () -> "table %s, row %d".formatted(table.name(), row));
        }
      }
      taken = taken == bus.arity() ? 0 : taken + 1;
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
      add(interaction.bus(), tuple, weight, () -> "the public values");
    }
  }

  private void add(Bus bus, int[] tuple, int weight, Supplier<String> where) {
    Key key = new Key(bus, Arrays.stream(tuple).boxed().toList());
    Entry entry = entries.computeIfAbsent(key, absent -> new Entry(where.get()));
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
