package org.odoobridge.testkit.odoo.orm;

/** A field of a model, by where its value lives. */
public sealed interface Field {

  String name();

  /**
   * A column of the model's table.
   *
   * @param type PostgreSQL's type name
   * @param relation the model it references; empty when it is no reference
   */
  record Column(String name, String type, String relation) implements Field {}

  /** A column of the parent record, reached over a reference of the model's own. */
  record Inherited(String name, String link, String model) implements Field {}

  /** Rows of {@code relation} whose column {@code inverse} points here. */
  record OneToMany(String name, String relation, String inverse) implements Field {}

  /** Rows of {@code relation} linked by a table of pairs. */
  record ManyToMany(String name, String relation, String table, String here, String there)
      implements Field {}

  /** Computed on reading; {@code type} is Odoo's name of its type. */
  record Computed(String name, String type) implements Field {}

  /** Odoo's name of the field's type. */
  default String odooType() {
    return switch (this) {
      case Column c -> c.relation().isEmpty() ? plainType(c.type()) : "many2one";
      case Inherited i -> "char";
      case OneToMany o -> "one2many";
      case ManyToMany m -> "many2many";
      case Computed c -> c.type();
    };
  }

  private static String plainType(String columnType) {
    return switch (columnType) {
      case "integer" -> "integer";
      case "boolean" -> "boolean";
      case "numeric", "double precision" -> "float";
      case "text" -> "text";
      case "date" -> "date";
      case "timestamp without time zone" -> "datetime";
      default -> "char";
    };
  }
}
