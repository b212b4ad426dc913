package org.odoobridge.outbound.catalog.coupon.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odoobridge.core.odoo.OdooCatalogue;

/** Odoo's domains on products are read exactly or not at all. */
class DomainSqlTest {
  private static final OdooCatalogue ODOO =
      new OdooCatalogue(
          Map.of(
              "product_template",
              Map.of("name", "character varying", "sale_ok", "boolean", "type", "text")));

  private static DomainSql read(String domain) throws PythonLiteral.Unreadable {
    return DomainSql.of(domain, ODOO);
  }

  @Test
  void literalsAreReadAsPythonHasThem() throws PythonLiteral.Unreadable {
    assertThat(PythonLiteral.read("[('a', '=', True), [\"b\\'s\", 'in', (1, -2.5,)], None]"))
        .isEqualTo(
            List.of(
                List.of("a", "=", true),
                List.of("b's", "in", List.of(BigDecimal.ONE, new BigDecimal("-2.5"))),
                PythonLiteral.NONE));
    assertThat(PythonLiteral.read(" [ ] ")).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "['a", "[1 2]", "[uid]", "[datetime.now()]", "1, 2", "", "['\\x41']", "[1]]"})
  void whatIsNoLiteralIsRefused(String text) {
    assertThatThrownBy(() -> PythonLiteral.read(text)).isInstanceOf(PythonLiteral.Unreadable.class);
  }

  @Test
  void anythingThatMaySellIsEverything() throws PythonLiteral.Unreadable {
    assertThat(read("").isEverything()).isTrue();
    assertThat(read("[]").isEverything()).isTrue();
    assertThat(read("[['sale_ok', '=', True]]").isEverything()).isTrue();
    assertThat(read("[['sale_ok', '!=', False]]").isEverything()).isTrue();
    assertThat(read("[['sale_ok', '=', False]]").sql()).isEqualTo("not coalesce(t.sale_ok, false)");
  }

  @Test
  void conditionsHangTogetherAsInOdoo() throws PythonLiteral.Unreadable {
    DomainSql either =
        read("['|', ('id', 'in', [1, 2]), '!', ('categ_id', 'child_of', 3), ('type', '=', 'x')]");
    assertThat(either.sql())
        .startsWith("((p.id = any (?) or not coalesce(t.categ_id in (")
        .endsWith(" and t.type = ?)");
    assertThat(either.parameters()).isEqualTo(List.of(List.of(1, 2), List.of(3), "x"));
    assertThat(read("[('default_code', 'ilike', 'ab')]").parameters()).isEqualTo(List.of("%ab%"));
    assertThat(read("[('barcode', '=', False)]").sql()).isEqualTo("coalesce(p.barcode, '') = ''");
    assertThat(read("[('id', 'not in', [4])]").sql())
        .isEqualTo("not coalesce(p.id = any (?), false)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[('x_field', '=', 1)]",
        "[('id', '>', 3)]",
        "[('id', 'in', ['a'])]",
        "[('name', 'not ilike', 'a')]",
        "[('list_price', '=', 'a')]",
        "[('detailed_type', '=', 'consu')]",
        "[('all_product_tag_ids', 'in', [1])]",
        "[('categ_id', 'ilike', 'Desk')]",
        "['&', ('id', '=', 1)]",
        "['?']",
        "[('id', '=')]",
        "'id'",
        "[('sale_ok', 'in', [True])]",
        "[('id', '=', 1.5)]"
      })
  void whatIsNotUnderstoodIsSaid(String domain) {
    assertThatThrownBy(() -> read(domain)).isInstanceOf(PythonLiteral.Unreadable.class);
  }
}
