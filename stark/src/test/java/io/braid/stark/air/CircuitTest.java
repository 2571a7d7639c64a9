package io.braid.stark.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.stark.field.KoalaBear;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is refused when chips are worked out, each with its words; and which buses can wrap. */
class CircuitTest {

  private static final Bus BUS = new Bus(1, "values", 1);

  private record Written(String name, Consumer<ConstraintBuilder> text) implements Chip {

    @Override
    public int width() {
      return 2;
    }

    @Override
    public void constrain(ConstraintBuilder builder) {
      text.accept(builder);
    }
  }

  private static Circuit circuit(List<PublicInteraction> publics, List<Chip> chips) {
    return new Circuit("test", chips, 1, publics, 3);
  }

  private static Circuit circuit(Consumer<ConstraintBuilder> text) {
    return circuit(List.of(), List.of(new Written("chip", text)));
  }

  private static void refused(String message, Consumer<ConstraintBuilder> text) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, () -> circuit(text)).getMessage());
  }

  @Test
  void onlyTransitionsReadTheNextRow() {
    String message = "constraint 'x' of chip chip reads the next row where there may be none";
    refused(message, b -> b.everywhere("x", b.local(0).times(b.next(1))));
    refused(message, b -> b.first("x", b.next(0)));
    refused(message, b -> b.last("x", b.next(0).minus(1)));
    circuit(b -> b.transition("x", b.next(0)));
  }

  @Test
  void whatSaysWhetherDoesNotReadTheNextRow() {
    String message = "chip chip says by the next row whether it puts something on bus values";
    refused(message, b -> b.send(BUS, b.next(0), b.local(1)));
    refused(message, b -> b.provide(BUS, b.next(0), b.local(1)));
  }

  @Test
  void whatIsSentWithTheNextRowIsNotSentFromTheLast() {
    Circuit circuit = circuit(b -> b.send(BUS, b.local(0), b.next(1)));
    assertEquals(
        1,
        circuit.tables().getFirst().constraints().stream()
            .filter(c -> c.rows() == Rows.LAST)
            .filter(
                c -> c.label().equals("bus values: nothing is sent with what follows the last row"))
            .count());
  }

  @Test
  void columnsAndPublicValuesAreThere() {
    refused("column 2 of chip chip, which has 2", b -> b.local(2));
    refused("column -1 of chip chip, which has 2", b -> b.next(-1));
    refused("fixed column 0 of chip chip, which has 0", b -> b.fixed(0));
    refused("public value 1 of chip chip, which has 1", b -> b.publicValue(1));
  }

  @Test
  void degreesAreThoseAllowed() {
    refused(
        "constraint 'cube' of chip chip has degree 4, and the profile allows 3",
        b -> b.first("cube", b.local(0).times(b.local(0)).times(b.local(0))));
  }

  @Test
  void whatCanNeverHoldIsNoConstraint() {
    refused("constraint 'x' of chip chip can never hold", b -> b.everywhere("x", b.constant(1)));
  }

  @Test
  void tuplesHaveTheArityOfTheirBus() {
    refused(
        "chip chip puts 2 elements on bus values, which takes 1",
        b -> b.send(BUS, b.constant(1), b.local(0), b.local(1)));
  }

  @Test
  void numbersOfBusesAndNamesOfChipsAreDistinct() {
    Bus other = new Bus(1, "others", 1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            circuit(b -> {
              b.send(BUS, b.local(0), b.local(1));
              b.receive(other, b.local(0), b.local(1));
            }));
    Chip chip = new Written("chip", b -> {});
    assertEquals(
        "two chips have the name chip",
        assertThrows(IllegalArgumentException.class, () -> circuit(List.of(), List.of(chip, chip)))
            .getMessage());
  }

  /** A number and the same plus p are one element, so tuples of both buses would balance. */
  @Test
  void numbersOfBusesAreElements() {
    Bus last = new Bus(KoalaBear.MODULUS - 1, "last", 1);
    circuit(b -> b.send(last, b.local(0), b.local(1)));
    assertEquals(
        "bus first again has number 2130706434: it is at most 2130706432",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Bus(KoalaBear.MODULUS + 1, "first again", 1))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Bus(KoalaBear.MODULUS, "none", 1));
    assertThrows(IllegalArgumentException.class, () -> new Bus(0, "none", 1));
  }

  @Test
  void whereTuplesAreProvidedNothingElseIsReceived() {
    String message = "on bus values tables provide tuples, and more is received";
    refused(
        message,
        b -> {
          b.provide(BUS, b.local(0), b.local(1));
          b.receive(BUS, b.local(1), b.local(0));
        });
    Chip provides = new Written("chip", b -> b.provide(BUS, b.local(0), b.local(1)));
    PublicInteraction received =
        new PublicInteraction(BUS, -1, List.of(PublicInteraction.Term.constant(1)));
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class, () -> circuit(List.of(received), List.of(provides)))
            .getMessage());
  }

  @Test
  void weightsThatCouldReachTheModulusAreFound() {
    Circuit once = circuit(b -> b.send(BUS, b.local(0), b.local(1)));
    assertEquals(List.of(), once.busesThatCanWrap(new int[] {24}));
    // 127 2^24 is p - 1, and 128 2^24 more than p.
    Circuit most = circuit(b -> b.send(BUS, 127, b.local(0), b.local(1)));
    Circuit more = circuit(b -> b.receive(BUS, 128, b.local(0), b.local(1)));
    assertEquals(List.of(), most.busesThatCanWrap(new int[] {24}));
    assertEquals(List.of(BUS), more.busesThatCanWrap(new int[] {24}));
    assertEquals(List.of(), more.busesThatCanWrap(new int[] {23}));
    PublicInteraction one =
        new PublicInteraction(BUS, -1, List.of(PublicInteraction.Term.value(0)));
    Circuit withPublic =
        circuit(
            List.of(one),
            List.of(new Written("chip", b -> b.send(BUS, 127, b.local(0), b.local(1)))));
    assertEquals(List.of(BUS), withPublic.busesThatCanWrap(new int[] {24}));
  }
}
