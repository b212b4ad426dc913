package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, compared with tables recorded on Odoo 14, 17, 18 and 19. */
class SourceTablesTest {
  private static final List<Integer> RELEASES = List.of(14, 17, 18, 19);
  private static final Map<Integer, Map<String, Map<String, String>>> RECORDED = read();

  @ParameterizedTest
  @ValueSource(ints = {14, 17, 18, 19})
  void everyNeededColumnIsThere(int release) {
    List<String> missing = new ArrayList<>();
    for (TableSpec spec : SourceTables.all(true)) {
      Map<String, String> columns = recorded(release, spec.table());
      if (!columns.isEmpty()) {
        spec.missing(columns.keySet()).forEach(column -> missing.add(spec.table() + "." + column));
      }
    }
    assertThat(missing).isEmpty();
  }

  /** Which release lacks what: a new difference between releases must be looked at, not found. */
  @Test
  void whatOnlySomeReleasesHaveIsKnown() {
    Map<String, Set<Integer>> lacking = new TreeMap<>();
    for (TableSpec spec : SourceTables.all()) {
      for (String column : spec.columns()) {
        for (int release : RELEASES) {
          Map<String, String> columns = recorded(release, spec.table());
          if (!columns.isEmpty() && !columns.containsKey(column)) {
            lacking.computeIfAbsent(spec.table() + "." + column, c -> new TreeSet<>()).add(release);
          }
        }
      }
    }
    assertThat(lacking)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("product_template.is_storable", Set.of(14, 17)),
                Map.entry("pos_order.shipping_date", Set.of(14)),
                Map.entry("pos_order.to_ship", Set.of(14, 17, 18, 19)), // 15 and 16 alone have it
                Map.entry("res_company.active", Set.of(14)),
                Map.entry("stock_move.location_final_id", Set.of(14, 17)),
                Map.entry("stock_move_line.product_qty", Set.of(17, 18, 19)),
                Map.entry("stock_move_line.quantity_product_uom", Set.of(14)),
                Map.entry("stock_move_line.reserved_qty", Set.of(14, 17, 18, 19)), // 16 alone
                Map.entry("uom_uom.category_id", Set.of(19)),
                Map.entry("uom_uom.relative_factor", Set.of(14, 17, 18)),
                Map.entry("uom_uom.rounding", Set.of(19))));
  }

  @Test
  void tablesOfPromotionsAreAskedForOnlyWithCoupons() {
    assertThat(SourceTables.publicationTables(true, true))
        .contains("product_template", "coupon_program", "loyalty_card");
    assertThat(SourceTables.publicationTables(true, false))
        .contains("product_template", "product_tag_product_template_rel")
        .noneMatch(table -> table.startsWith("coupon_") || table.startsWith("loyalty_"));
    assertThat(SourceTables.publicationTables(false, false))
        .isEqualTo(SourceTables.publicationTables());
    assertThat(SourceTables.all(true, true)).isEqualTo(SourceTables.all(true));
  }

  @Test
  void numbersAreNumbersAndFlagsAreFlagsInEveryRelease() {
    Set<String> numbers = Set.of("numeric", "double precision");
    for (int release : RELEASES) {
      for (String column :
          List.of(
              "stock_quant.quantity",
              "stock_quant.reserved_quantity",
              "stock_move.product_qty",
              "pos_order_line.qty")) {
        assertThat(type(release, column)).as("%s in %s", column, release).isIn(numbers);
      }
      for (String column :
          List.of(
              "product_product.active", "pos_session.update_stock_at_closing",
              "pos_order.to_invoice", "stock_warehouse.active")) {
        assertThat(type(release, column)).as("%s in %s", column, release).isEqualTo("boolean");
      }
      assertThat(type(release, "product_template.name"))
          .isEqualTo(release < 16 ? "character varying" : "jsonb");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 17, 18, 19})
  void everyColumnThatIsReadHasATypeThatCanBe(int release) {
    List<String> unfit = new ArrayList<>();
    for (TableSpec spec : SourceTables.all(true)) {
      recorded(release, spec.table())
          .forEach(
              (column, type) -> {
                if (spec.columns().contains(column)
                    && !ColumnKind.accepts(spec.table(), column, type)) {
                  unfit.add(spec.table() + "." + column + " " + type);
                }
              });
    }
    assertThat(unfit).isEmpty();
    assertThat(ColumnKind.accepts("stock_quant", "quantity", "text")).isFalse();
    assertThat(ColumnKind.accepts("stock_quant", "product_id", "character varying")).isFalse();
    assertThat(ColumnKind.accepts("product_template", "name", "jsonb")).isTrue();
  }

  private static String type(int release, String column) {
    String[] names = column.split("\\.", 2);
    return recorded(release, names[0]).getOrDefault(names[1], "");
  }

  private static Map<String, String> recorded(int release, String table) {
    return RECORDED.getOrDefault(release, Map.of()).getOrDefault(table, Map.of());
  }

  private static Map<Integer, Map<String, Map<String, String>>> read() {
    Map<Integer, Map<String, Map<String, String>>> recorded = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(SourceTablesTest.class.getResourceAsStream("recorded-tables.tsv"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
        String[] words = line.split("\t", -1);
        String[] names = words[0].split("\\.", 2);
        for (int i = 0; i < RELEASES.size(); i++) {
          if (!words[i + 1].equals("-")) {
            recorded
                .computeIfAbsent(RELEASES.get(i), release -> new HashMap<>())
                .computeIfAbsent(names[0], table -> new HashMap<>())
                .put(names[1], words[i + 1]);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return recorded;
  }
}
