package org.odoobridge.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values in Odoo's JSON answers. */
final class Answers {
  private Answers() {}

  static int number(@Nullable Object answer) {
    if (answer instanceof Number number) {
      return number.intValue();
    }
    throw new IllegalStateException("not a number: " + answer);
  }

  static List<Integer> numbers(@Nullable Object answer) {
    if (answer instanceof List<?> list) {
      return list.stream().map(Answers::number).toList();
    }
    throw new IllegalStateException("not a list: " + answer);
  }

  /** The id of a many-to-one value, {@code [id, name]}. */
  static int reference(@Nullable Object value) {
    return value instanceof List<?> pair ? number(pair.getFirst()) : 0;
  }
}
