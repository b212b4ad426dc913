package org.odoobridge.outbound.catalog.coupon.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a literal as Odoo keeps domains in text: lists, tuples, strings, numbers, True, False and
 * None. Lists and tuples become {@link List}, numbers {@link BigDecimal}, strings {@link String},
 * None {@link #NONE}.
 */
final class PythonLiteral {
  /** Python's None. */
  static final Object NONE = new Object();

  /** No literal, or none of the kinds above; says where. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String what) {
      super(what);
    }
  }

  private static final int DEEPEST = 30;

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  static Object read(String text) throws Unreadable {
    PythonLiteral reader = new PythonLiteral(text);
    Object value = reader.value(0);
    reader.blanks();
    if (reader.at < text.length()) {
      throw reader.odd();
    }
    return value;
  }

  private Unreadable odd() {
    return new Unreadable("'" + text.substring(Math.min(at, text.length())) + "'");
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Object value(int depth) throws Unreadable {
    blanks();
    if (at >= text.length() || depth > DEEPEST) {
      throw odd();
    }
    char first = text.charAt(at);
    return switch (first) {
      case '[' -> sequence(']', depth);
      case '(' -> sequence(')', depth);
      case '\'', '"' -> string(first);
      default -> word();
    };
  }

  private List<Object> sequence(char end, int depth) throws Unreadable {
    at++;
    List<Object> values = new ArrayList<>();
    while (true) {
      blanks();
      if (at < text.length() && text.charAt(at) == end) {
        at++;
        return values;
      }
      values.add(value(depth + 1));
      blanks();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      } else if (at >= text.length() || text.charAt(at) != end) {
        throw odd();
      }
    }
  }

  private String string(char quote) throws Unreadable {
    StringBuilder read = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one == quote) {
        at = i + 1;
        return read.toString();
      }
      if (one == '\\') {
        i++;
        if (i >= text.length() || "\\'\"".indexOf(text.charAt(i)) < 0) {
          throw odd();
        }
        one = text.charAt(i);
      }
      read.append(one);
    }
    throw odd();
  }

  private Object word() throws Unreadable {
    int end = at;
    while (end < text.length() && "[](), \t\n'\"".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String word = text.substring(at, end);
    Object value =
        switch (word) {
          case "True", "true" -> true;
          case "False", "false" -> false;
          case "None", "null" -> NONE;
          default -> {
            if (!word.matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
              throw odd();
            }
            yield new BigDecimal(word);
          }
        };
    at = end;
    return value;
  }
}
