package org.odoobridge.outbound.catalog.coupon.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.odoo.OdooCatalogue;

/**
 * A domain of Odoo's on products as a condition of SQL on {@code product_product p} joined with its
 * {@code product_template t}. Only fields and operators that are named here are understood: a
 * condition is read exactly or not at all.
 *
 * @param sql the condition
 * @param parameters in the order of its question marks: {@link Integer}, {@link String}, {@link
 *     BigDecimal} or lists of the first two
 */
record DomainSql(String sql, List<Object> parameters) {

  DomainSql {
    parameters = List.copyOf(parameters);
  }

  /** No condition. */
  static DomainSql everything() {
    return new DomainSql("true", List.of());
  }

  boolean isEverything() {
    return sql.equals("true");
  }

  DomainSql and(DomainSql other) {
    if (isEverything() || other.isEverything()) {
      return isEverything() ? other : this;
    }
    return joined(" and ", other);
  }

  DomainSql or(DomainSql other) {
    return joined(" or ", other);
  }

  private DomainSql joined(String word, DomainSql other) {
    List<Object> both = new ArrayList<>(parameters);
    both.addAll(other.parameters);
    return new DomainSql("(" + sql + word + other.sql + ")", both);
  }

  static DomainSql products(List<Integer> products) {
    return new DomainSql("p.id = any (?)", List.of(products));
  }

  /** A category and all below it. */
  static DomainSql categories(List<Integer> categories) {
    return new DomainSql(
        "t.categ_id in (select c.id from product_category r join product_category c on"
            + " starts_with(c.parent_path, r.parent_path) where r.id = any (?))",
        List.of(categories));
  }

  /** Tags of the template or of the product itself. */
  static DomainSql tags(List<Integer> tags, OdooCatalogue catalogue) {
    DomainSql ofTemplate =
        tagged(tags, "product_tag_product_template_rel", "product_template_id", "t.id");
    return catalogue.has("product_tag_product_product_rel")
        ? ofTemplate.or(
            tagged(tags, "product_tag_product_product_rel", "product_product_id", "p.id"))
        : ofTemplate;
  }

  private static DomainSql tagged(List<Integer> tags, String table, String column, String of) {
    return new DomainSql(
        "exists (select from "
            + table
            + " x where x."
            + column
            + " = "
            + of
            + " and x.product_tag_id = any (?))",
        List.of(tags));
  }

  /**
   * @param text as Odoo keeps it; empty = no condition
   */
  static DomainSql of(String text, OdooCatalogue catalogue) throws PythonLiteral.Unreadable {
    if (text.isBlank()) {
      return everything();
    }
    if (!(PythonLiteral.read(text) instanceof List<?> domain)) {
      throw new PythonLiteral.Unreadable("'" + text + "'");
    }
    if (domain.isEmpty()) {
      return everything();
    }
    Reader reader = new Reader(domain.iterator(), catalogue);
    DomainSql sql = reader.next();
    // What stands side by side holds together.
    while (reader.words.hasNext()) {
      sql = sql.and(reader.next());
    }
    return sql;
  }

  private record Reader(Iterator<?> words, OdooCatalogue catalogue) {
    private static final Map<String, String> COMPARISONS =
        Map.of("=", "=", "!=", "<>", "<>", "<>", ">", ">", "<", "<", ">=", ">=", "<=", "<=");

    DomainSql next() throws PythonLiteral.Unreadable {
      if (!words.hasNext()) {
        throw new PythonLiteral.Unreadable("an operator without its conditions");
      }
      Object word = words.next();
      if (word instanceof List<?> leaf) {
        return leaf(leaf);
      }
      return switch (String.valueOf(word)) {
        case "&" -> next().and(next());
        case "|" -> next().or(next());
        case "!" -> {
          DomainSql one = next();
          yield new DomainSql("not coalesce(" + one.sql + ", false)", one.parameters);
        }
        default -> throw new PythonLiteral.Unreadable("'" + word + "'");
      };
    }

    private DomainSql leaf(List<?> leaf) throws PythonLiteral.Unreadable {
      if (leaf.size() != 3
          || !(leaf.get(0) instanceof String field)
          || !(leaf.get(1) instanceof String operator)) {
        throw new PythonLiteral.Unreadable(String.valueOf(leaf));
      }
      Object value = leaf.get(2);
      Optional<DomainSql> sql =
          switch (field) {
            case "id" -> ids("p.id", operator, value);
            case "product_tmpl_id", "product_tmpl_id.id" ->
                ids("p.product_tmpl_id", operator, value);
            case "categ_id", "categ_id.id", "product_tmpl_id.categ_id" -> category(operator, value);
            case "all_product_tag_ids" -> tag(operator, value, true);
            case "product_tag_ids" -> tag(operator, value, false);
            case "sale_ok", "purchase_ok", "active", "available_in_pos" ->
                flag(field, operator, value);
            case "default_code", "barcode" -> text("p." + field, operator, value);
            case "name" -> text(english("name"), operator, value);
            case "type", "detailed_type" ->
                catalogue.has("product_template", field)
                    ? text("t." + field, operator, value)
                    : Optional.empty();
            case "list_price" -> number("t.list_price", operator, value);
            default -> Optional.empty();
          };
      return sql.orElseThrow(
          () -> new PythonLiteral.Unreadable("(" + field + ", " + operator + ", …)"));
    }

    private String english(String column) {
      return catalogue.translated("product_template", column)
          ? "(t." + column + "->>'en_US')"
          : "t." + column;
    }

    private static Optional<DomainSql> ids(String column, String operator, Object value) {
      Optional<List<Integer>> ids = numbers(value);
      if (ids.isEmpty()) {
        return Optional.empty();
      }
      DomainSql any = new DomainSql(column + " = any (?)", List.of(ids.get()));
      return switch (operator) {
        case "=", "in" -> Optional.of(any);
        case "!=", "<>", "not in" ->
            Optional.of(new DomainSql("not coalesce(" + any.sql + ", false)", any.parameters));
        default -> Optional.empty();
      };
    }

    private static Optional<DomainSql> category(String operator, Object value) {
      return operator.equals("child_of")
          ? numbers(value).map(DomainSql::categories)
          : ids("t.categ_id", operator, value);
    }

    private Optional<DomainSql> tag(String operator, Object value, boolean ofProducts) {
      boolean known = catalogue.has("product_tag_product_template_rel");
      if (!known || !(operator.equals("in") || operator.equals("="))) {
        return Optional.empty();
      }
      return numbers(value)
          .map(
              ids ->
                  ofProducts
                      ? tags(ids, catalogue)
                      : tagged(
                          ids, "product_tag_product_template_rel", "product_template_id", "t.id"));
    }

    private Optional<DomainSql> flag(String field, String operator, Object value) {
      if (!(value instanceof Boolean wanted) || !catalogue.has("product_template", field)) {
        return Optional.empty();
      }
      if (field.equals("sale_ok") && (operator.equals("=") == wanted)) {
        // Only products that may be sold are asked about.
        return COMPARISONS.containsKey(operator) && operator.matches("=|!=|<>")
            ? Optional.of(everything())
            : Optional.empty();
      }
      String column = "coalesce(" + (field.equals("active") ? "p." : "t.") + field + ", false)";
      return switch (operator) {
        case "=" -> Optional.of(new DomainSql((wanted ? "" : "not ") + column, List.of()));
        case "!=", "<>" -> Optional.of(new DomainSql((wanted ? "not " : "") + column, List.of()));
        default -> Optional.empty();
      };
    }

    private static Optional<DomainSql> text(String column, String operator, Object value) {
      if (Boolean.FALSE.equals(value)) {
        return switch (operator) {
          case "=" -> Optional.of(new DomainSql("coalesce(" + column + ", '') = ''", List.of()));
          case "!=", "<>" ->
              Optional.of(new DomainSql("coalesce(" + column + ", '') <> ''", List.of()));
          default -> Optional.empty();
        };
      }
      if (value instanceof List<?> list) {
        boolean texts = list.stream().allMatch(String.class::isInstance) && !list.isEmpty();
        return texts && operator.equals("in")
            ? Optional.of(new DomainSql(column + " = any (?)", List.of(list)))
            : Optional.empty();
      }
      if (!(value instanceof String text)) {
        return Optional.empty();
      }
      return switch (operator) {
        case "=" -> Optional.of(new DomainSql(column + " = ?", List.of(text)));
        case "!=", "<>" ->
            Optional.of(new DomainSql("coalesce(" + column + ", '') <> ?", List.of(text)));
        case "ilike" -> Optional.of(new DomainSql(column + " ilike ?", List.of("%" + text + "%")));
        case "like" -> Optional.of(new DomainSql(column + " like ?", List.of("%" + text + "%")));
        case "=like" -> Optional.of(new DomainSql(column + " like ?", List.of(text)));
        case "=ilike" -> Optional.of(new DomainSql(column + " ilike ?", List.of(text)));
        default -> Optional.empty();
      };
    }

    private static Optional<DomainSql> number(String column, String operator, Object value) {
      String sql = COMPARISONS.get(operator);
      return sql != null && value instanceof BigDecimal number
          ? Optional.of(new DomainSql("coalesce(" + column + ", 0) " + sql + " ?", List.of(number)))
          : Optional.empty();
    }

    /** One number or a list of them; empty when it is anything else. */
    private static Optional<List<Integer>> numbers(Object value) {
      List<?> list = value instanceof List<?> many ? many : List.of(value);
      List<Integer> numbers = new ArrayList<>();
      for (Object one : list) {
        if (!(one instanceof BigDecimal number)
            || number.scale() > 0
            || number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
          return Optional.empty();
        }
        numbers.add(number.intValueExact());
      }
      return Optional.of(numbers);
    }
  }
}
