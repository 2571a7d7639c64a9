package io.braid.stark.air;

import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Tables, the buses between them and public values, worked out for a profile: what one proof says
 * something of.
 */
public final class Circuit {

  /** Numbers differ, but that is only sure once it was checked. */
  private static final Comparator<Bus> BUS_ORDER =
      Comparator.comparingInt(Bus::id).thenComparing(Bus::name).thenComparingInt(Bus::arity);

  private final String name;
  private final int publicValues;
  private final List<Table> tables;
  private final List<Optional<Matrix>> fixed;
  private final List<PublicInteraction> publicInteractions;

  /**
   * A circuit.
   *
   * @param publicValues how many there are
   * @param degreeMax the highest degree of a constraint that the profile allows
   * @throws IllegalArgumentException if chips or buses do not fit together
   */
  public Circuit(
      String name,
      List<Chip> chips,
      int publicValues,
      List<PublicInteraction> publicInteractions,
      int degreeMax) {
    this.name = name;
    this.publicValues = publicValues;
    this.publicInteractions = List.copyOf(publicInteractions);
    this.tables = chips.stream().map(chip -> Table.of(chip, publicValues, degreeMax)).toList();
    this.fixed = chips.stream().map(Chip::fixed).toList();
    checkNames();
    checkBuses();
    checkCountedBuses();
    checkPublicTerms();
  }

  private void checkNames() {
    Set<String> names = new HashSet<>();
    for (Table table : tables) {
      if (!names.add(table.name())) {
        throw new IllegalArgumentException("two chips have the name " + table.name());
      }
    }
  }

  private void checkBuses() {
    Map<Integer, Bus> byId = new HashMap<>();
    for (Bus bus : buses()) {
      Bus other = byId.putIfAbsent(bus.id(), bus);
      if (other != null && !other.equals(bus)) {
        throw new IllegalArgumentException(
            "buses %s and %s both have number %d".formatted(other.name(), bus.name(), bus.id()));
      }
    }
  }

  /** Where counts are free, they could make up for anything else that is received. */
  private void checkCountedBuses() {
    Set<Bus> counted = new HashSet<>();
    interactions().filter(Interaction::isCounted).forEach(i -> counted.add(i.bus()));
    Stream<Bus> received =
        Stream.concat(
            interactions().filter(i -> !i.isCounted() && i.times() < 0).map(Interaction::bus),
            publicInteractions.stream().filter(i -> i.times() < 0).map(PublicInteraction::bus));
    received
        .filter(counted::contains)
        .findFirst()
        .ifPresent(bus -> {
          throw new IllegalArgumentException(
              "on bus %s tables provide tuples, and more is received".formatted(bus.name()));
        });
  }

  private Stream<Interaction> interactions() {
    return tables.stream().flatMap(table -> table.interactions().stream());
  }

  private void checkPublicTerms() {
    for (PublicInteraction interaction : publicInteractions) {
      for (PublicInteraction.Term term : interaction.tuple()) {
        if (term.isPublicValue() && (term.number() < 0 || term.number() >= publicValues)) {
          throw new IllegalArgumentException(
              "public value %d, of which there are %d".formatted(term.number(), publicValues));
        }
      }
    }
  }

  /** What reports call it. */
  public String name() {
    return name;
  }

  /** The tables, in the order in which a proof has them. */
  public List<Table> tables() {
    return tables;
  }

  /** The values of the fixed columns of each table that has some. */
  public List<Optional<Matrix>> fixed() {
    return fixed;
  }

  /** How many public values there are. */
  public int publicValues() {
    return publicValues;
  }

  /** What public values put on buses. */
  public List<PublicInteraction> publicInteractions() {
    return publicInteractions;
  }

  /** The highest degree that a constraint has, at least 2. */
  public int degree() {
    return Math.max(2, tables.stream().mapToInt(Table::degree).max().orElse(0));
  }

  /** All buses, each once, those of lower number first. */
  public SortedSet<Bus> buses() {
    SortedSet<Bus> buses = new TreeSet<>(BUS_ORDER);
    interactions().forEach(interaction -> buses.add(interaction.bus()));
    publicInteractions.forEach(interaction -> buses.add(interaction.bus()));
    return buses;
  }

  /**
   * Challenges that the tuples of all buses need: one more than the longest tuple has elements, and
   * none if there is no bus.
   */
  public int busChallenges() {
    return buses().stream().mapToInt(bus -> 1 + bus.arity()).max().orElse(0);
  }

  /** How many constraints all tables have together. */
  public int constraints() {
    return tables.stream().mapToInt(table -> table.constraints().size()).sum();
  }

  /**
   * The buses on which weights could add up to p or more, if tables had given heights: then a
   * multiset that is not balanced could look so. Counts that tables provide are left out: what they
   * must balance is less than p.
   */
  public List<Bus> busesThatCanWrap(int[] logHeights) {
    List<Bus> wrapping = new ArrayList<>();
    for (Bus bus : buses()) {
      if (canReachModulus(bus, logHeights)) {
        wrapping.add(bus);
      }
    }
    return wrapping;
  }

  private boolean canReachModulus(Bus bus, int[] logHeights) {
    long sum = publicWeight(bus);
    for (int t = 0; t < tables.size(); t++) {
      // At most 2^31 times 2^30, and the sum before is at most p.
      sum = Math.min(sum + (rowWeight(bus, t) << logHeights[t]), KoalaBear.MODULUS);
    }
    return sum >= KoalaBear.MODULUS;
  }

  /** The weights that public values have on a bus, without their signs; p if they are more. */
  public long publicWeight(Bus bus) {
    return weight(
        publicInteractions.stream()
            .filter(interaction -> interaction.bus().equals(bus))
            .mapToLong(PublicInteraction::times));
  }

  /**
   * The weights that a row of a table has on a bus at most, without their signs and without counts;
   * p if they are more.
   */
  public long rowWeight(Bus bus, int table) {
    return weight(
        tables.get(table).interactions().stream()
            .filter(interaction -> interaction.bus().equals(bus) && !interaction.isCounted())
            .mapToLong(Interaction::times));
  }

  private static long weight(LongStream times) {
    return Math.min(times.map(Math::abs).sum(), KoalaBear.MODULUS);
  }
}
