package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.odoobridge.outbound.projection.Shop.DESK;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.units.PieceSize;

/** What is withheld of a product. */
final class BuffersTest {
  private static final PieceSize ONE = new PieceSize.OneUnit();
  private static final Sku SKU = new Sku("DESK-01");
  private static final int ALL = 1;
  private static final int FURNITURE = 2;
  private static final int DESKS = 3;
  private static final int TOYS = 4;
  private final Shop shop =
      new Shop()
          .with(
              Rows.category(ALL, null, "All"),
              Rows.category(FURNITURE, ALL, "All / Furniture"),
              Rows.category(DESKS, FURNITURE, "All / Furniture / Desks"),
              Rows.category(TOYS, ALL, "All / Toys"),
              Rows.update("product_template", "id", 1, "categ_id", DESKS));

  private static BufferRule rule(String sku, String category, String units, String percent) {
    return new BufferRule(sku, category, new BigDecimal(units), new BigDecimal(percent));
  }

  private Buffers buffers(int general, BufferRule... rules) {
    return Buffers.resolve(shop.tables, StockPolicy.of("WH").buffering(general, List.of(rules)));
  }

  private static long units(long units) {
    return units * Millionths.UNIT;
  }

  @Test
  void theRuleThatSaysTheMostWins() {
    BufferRule sku = rule("DESK-01", "", "1", "0");
    BufferRule near = rule("", "All / Furniture / Desks", "2", "0");
    BufferRule above = rule("", "All / Furniture", "3", "0");
    BufferRule toys = rule("", "All / Toys", "9", "0");
    BufferRule rest = rule("", "", "4", "0");
    assertThat(buffers(5, rest, toys, above, near, sku).of(SKU, DESK, 0, ONE)).isEqualTo(units(1));
    assertThat(buffers(5, rest, toys, above, near).of(SKU, DESK, 0, ONE)).isEqualTo(units(2));
    assertThat(buffers(5, rest, toys, above).of(SKU, DESK, 0, ONE)).isEqualTo(units(3));
    assertThat(buffers(5, rest, toys).of(SKU, DESK, 0, ONE)).isEqualTo(units(4));
    assertThat(buffers(5, toys).of(SKU, DESK, 0, ONE)).isEqualTo(units(5));
  }

  @Test
  void aMoreSpecificRuleMayWithholdNothing() {
    assertThat(buffers(5, rule("DESK-01", "", "0", "0")).of(SKU, DESK, units(9), ONE)).isZero();
  }

  @Test
  void aCategoryIsNamedByItsIdToo() {
    assertThat(buffers(0, rule("", "#2", "3", "0")).of(SKU, DESK, 0, ONE)).isEqualTo(units(3));
  }

  @Test
  void aProductThatMovesToAnotherCategoryTakesItsRule() {
    Buffers buffers = buffers(0, rule("", "All / Toys", "7", "0"));
    assertThat(buffers.of(SKU, DESK, 0, ONE)).isZero();
    shop.tables.touched().clear();
    shop.with(Rows.update("product_template", "id", 1, "categ_id", TOYS));
    assertThat(shop.tables.touched().skus()).containsExactly(SKU);
    assertThat(buffers.of(SKU, DESK, 0, ONE)).isEqualTo(units(7));
  }

  @Test
  void aCategoryThatMovesConcernsEveryProduct() {
    shop.tables.touched().clear();
    shop.with(Rows.category(DESKS, TOYS, "All / Toys / Desks"));
    assertThat(shop.tables.touched().scopes()).isTrue();
    assertThat(buffers(0, rule("", "All / Toys", "7", "0")).of(SKU, DESK, 0, ONE))
        .isEqualTo(units(7));
  }

  @Test
  void aShareIsRoundedUpToWholeUnits() {
    Buffers tenth = buffers(0, rule("", "", "0", "10"));
    assertThat(tenth.of(SKU, DESK, units(1), ONE)).isEqualTo(units(1));
    assertThat(tenth.of(SKU, DESK, units(10), ONE)).isEqualTo(units(1));
    assertThat(tenth.of(SKU, DESK, units(10) + 1, ONE)).isEqualTo(units(2));
    assertThat(tenth.of(SKU, DESK, 0, ONE)).isZero();
    assertThat(tenth.of(SKU, DESK, units(-5), ONE)).isZero();
    assertThat(buffers(0, rule("", "", "0", "0.01")).of(SKU, DESK, units(10_001), ONE))
        .isEqualTo(units(2));
  }

  @Property
  void aShareIsNeverLessThanItSaysNorAUnitMore(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000_000L) long left,
      @ForAll @LongRange(min = 1, max = 10_000) long hundredths) {
    BigDecimal percent = BigDecimal.valueOf(hundredths, 2);
    Buffers buffers =
        Buffers.resolve(
            shop.tables,
            StockPolicy.of("WH").buffering(0, List.of(rule("", "", "0", percent.toPlainString()))));
    BigDecimal exact = BigDecimal.valueOf(left).multiply(percent).movePointLeft(2);
    // Beyond a thousand million units the share is taken of ten thousandths, rounded up.
    BigDecimal most = exact.add(BigDecimal.valueOf(Millionths.UNIT + hundredths));
    BigDecimal withheld = BigDecimal.valueOf(buffers.of(SKU, DESK, left, ONE));
    assertThat(withheld).isGreaterThanOrEqualTo(exact).isLessThan(most);
  }

  @Test
  void whatIsNotInOdooIsReported() {
    assertThat(buffers(0, rule("GHOST", "", "1", "0"), rule("", "All / Gone", "1", "0")).problems())
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).contains("GHOST"))
        .anySatisfy(text -> assertThat(text).contains("All / Gone"));
  }

  @Test
  void aRuleThatSaysTwoThingsIsRefused() {
    assertThatThrownBy(() -> rule("A", "B", "1", "0")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule("A", "", "1", "1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule("A", "", "-1", "0")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule("A", "", "0", "101"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> buffers(0, rule("A", "", "1", "0"), rule("A", "", "2", "0")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
