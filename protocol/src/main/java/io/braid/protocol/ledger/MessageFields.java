package io.braid.protocol.ledger;

import io.braid.protocol.program.Field;
import io.braid.protocol.program.ProgramBuilder;
import io.braid.protocol.program.ProgramBuilder.Bool;
import io.braid.protocol.program.ProgramBuilder.Word;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The fields a step hands to the next one beside origin and sender; those not set are zero. */
final class MessageFields implements Step.Inputs {

  private static final List<Field> WORDS =
      List.of(Field.WORD_0, Field.WORD_1, Field.WORD_2, Field.WORD_3, Field.WORD_4, Field.WORD_5);

  private final ProgramBuilder p;
  private final Map<Field, Word> values = new EnumMap<>(Field.class);

  private MessageFields(ProgramBuilder p, Word owner, Word payee) {
    this.p = p;
    values.put(Field.OWNER, owner);
    values.put(Field.PAYEE, payee);
  }

  /** A message that pays its owner. */
  static MessageFields paying(ProgramBuilder p, Word owner) {
    return new MessageFields(p, owner, owner);
  }

  /** A message to an owner whose funds in flight, if any, are the payee's. */
  static MessageFields asking(ProgramBuilder p, Word owner, Word payee) {
    return new MessageFields(p, owner, payee);
  }

  MessageFields funds(Word asset, Word amount) {
    values.put(Field.ASSET_1, asset);
    values.put(Field.AMOUNT_1, amount);
    return this;
  }

  MessageFields secondFunds(Word asset, Word amount) {
    values.put(Field.ASSET_2, asset);
    values.put(Field.AMOUNT_2, amount);
    return this;
  }

  MessageFields code(Word code) {
    values.put(Field.CODE, code);
    return this;
  }

  MessageFields words(Word... words) {
    for (int i = 0; i < words.length; i++) {
      values.put(WORDS.get(i), words[i]);
    }
    return this;
  }

  @Override
  public Word get(Field field) {
    Word value = values.get(field);
    return value == null ? p.constant(0) : value;
  }

  void emit(MessageKind kind, Bool when) {
    p.emit(kind.code(), when, values);
  }
}
