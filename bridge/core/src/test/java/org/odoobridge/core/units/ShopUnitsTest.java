package org.odoobridge.core.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odoobridge.core.model.ChannelId;

/** Which rule is about a product, and how much a piece is. */
class ShopUnitsTest {
  private static final ChannelId SHOP = new ChannelId("shop");
  private static final ChannelId OTHER = new ChannelId("other");
  private static final UnitOfMeasure KG = unit(3, "kg", 2, "1", "0.01");
  private static final UnitOfMeasure GRAM = unit(4, "g", 2, "1000", "0.01");
  private static final UnitOfMeasure BAG = unit(9, "Bag of 250 g", 2, "4", "1");
  private static final UnitOfMeasure POUND = unit(5, "lb", 2, "2.20462", "0.01");
  private static final UnitOfMeasure METRE = unit(7, "m", 4, "1", "0.01");
  private static final UnitOfMeasure BAG_OF_METRES = unit(8, "Bolt", 4, "0.4", "0.01");
  private static final List<UnitOfMeasure> ALL =
      List.of(KG, GRAM, BAG, POUND, METRE, BAG_OF_METRES);
  private static final ShopUnits.Category RICE = new ShopUnits.Category(12, "All / Food / Rice");
  private static final ShopUnits.Category FOOD = new ShopUnits.Category(11, "All / Food");

  private static UnitOfMeasure unit(int id, String name, int kind, String factor, String step) {
    return new UnitOfMeasure(id, name, kind, new BigDecimal(factor), false, new BigDecimal(step));
  }

  private static ShopUnitRule rule(
      String channel, String sku, String category, String uom, String perPiece, String unit) {
    return new ShopUnitRule(channel, sku, category, uom, new BigDecimal(perPiece), unit);
  }

  private static PieceSize of(ChannelId channel, String sku, ShopUnitRule... rules) {
    return new ShopUnits(List.of(rules))
        .of(channel, new ShopUnits.Product(sku, List.of(RICE, FOOD), KG), () -> ALL);
  }

  private static ShopPiece piece(PieceSize size) {
    return ((PieceSize.Amount) size).piece();
  }

  @Test
  void withoutARuleAPieceIsOneOfTheProductsUnit() {
    assertThat(of(SHOP, "BASMATI", rule("", "JASMIN", "", "", "0.5", "")))
        .isEqualTo(new PieceSize.OneUnit());
  }

  @Test
  void theRuleThatSaysTheMostWins() {
    ShopUnitRule byUnit = rule("", "", "", "kg", "0.1", "");
    ShopUnitRule byFood = rule("", "", "All / Food", "", "0.2", "");
    ShopUnitRule byRice = rule("", "", "#12", "", "0.3", "");
    ShopUnitRule bySku = rule("", "BASMATI", "", "", "0.4", "");
    assertThat(piece(of(SHOP, "BASMATI", byUnit)).amount()).isEqualByComparingTo("0.1");
    assertThat(piece(of(SHOP, "BASMATI", byUnit, byFood)).amount()).isEqualByComparingTo("0.2");
    assertThat(piece(of(SHOP, "BASMATI", byFood, byUnit, byRice)).amount())
        .isEqualByComparingTo("0.3");
    assertThat(piece(of(SHOP, "BASMATI", byFood, byUnit, byRice, bySku)).amount())
        .isEqualByComparingTo("0.4");
  }

  @Test
  void aShopsOwnRuleComesBeforeOneForAllAndNeverAppliesToAnother() {
    ShopUnitRule all = rule("", "BASMATI", "", "", "1.5", "");
    ShopUnitRule own = rule("shop", "BASMATI", "", "", "0.25", "");
    assertThat(piece(of(SHOP, "BASMATI", all, own)).amount()).isEqualByComparingTo("0.25");
    assertThat(piece(of(OTHER, "BASMATI", all, own)).amount()).isEqualByComparingTo("1.5");
    assertThat(of(OTHER, "BASMATI", own)).isEqualTo(new PieceSize.OneUnit());
    assertThat(new ShopUnits(List.of(own)).concern(OTHER)).isFalse();
    assertThat(new ShopUnits(List.of(own)).concern(SHOP)).isTrue();
  }

  @Test
  void aPieceMayBeAUnitOfOdoos() {
    ShopPiece bag = piece(of(SHOP, "BASMATI", rule("", "", "", "kg", "0", "Bag of 250 g")));
    assertThat(bag.amount()).isEqualByComparingTo("0.25");
    assertThat(bag.orderUnit()).isEqualTo(9);
    assertThat(bag.ordered()).isEqualByComparingTo("1");
    assertThat(bag.text()).isEqualTo("0.25 kg");
    assertThat(piece(of(SHOP, "BASMATI", rule("", "", "", "#3", "0", "lb"))).amount())
        .isEqualByComparingTo("0.453593");
  }

  @Test
  void laterReleasesCountTheOtherWayRound() {
    UnitOfMeasure kg = new UnitOfMeasure(3, "kg", 0, BigDecimal.ONE, true, BigDecimal.ZERO);
    UnitOfMeasure bag =
        new UnitOfMeasure(9, "Bag", 0, new BigDecimal("0.25"), true, BigDecimal.ZERO);
    PieceSize size =
        new ShopUnits(List.of(rule("", "", "", "kg", "0", "Bag")))
            .of(SHOP, new ShopUnits.Product("BASMATI", List.of(), kg), () -> List.of(kg, bag));
    assertThat(piece(size).amount()).isEqualByComparingTo("0.25");
    assertThat(piece(size).inOdoo(new BigDecimal(3))).isEqualByComparingTo("0.75");
  }

  @Test
  void aUnitThatIsNotThereOrOfAnotherKindIsNoPiece() {
    assertThat(of(SHOP, "BASMATI", rule("", "", "", "kg", "0", "Crate")))
        .isInstanceOfSatisfying(
            PieceSize.Unusable.class,
            unusable -> assertThat(unusable.problem()).isEqualTo("Odoo has no unit 'Crate'"));
    assertThat(of(SHOP, "BASMATI", rule("", "", "", "kg", "0", "Bolt")))
        .isInstanceOfSatisfying(
            PieceSize.Unusable.class,
            unusable ->
                assertThat(unusable.problem()).isEqualTo("unit 'Bolt' is of another kind than kg"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 3, 0.75, true",
    "0.125, 1, 0.13, false",
    "0.125, 2, 0.25, true",
    "2.5, 4, 10, true"
  })
  void piecesBecomeWhatOdooCanMove(String per, String pieces, String quantity, boolean exact) {
    ShopPiece piece = piece(of(SHOP, "BASMATI", rule("", "BASMATI", "", "", per, "")));
    assertThat(piece.inOdoo(new BigDecimal(pieces))).isEqualByComparingTo(quantity);
    assertThat(piece.exact(new BigDecimal(pieces))).isEqualTo(exact);
  }

  @Test
  void rulesThatSayNothingOrTwiceAreRefused() {
    assertThatThrownBy(() -> rule("", "", "", "", "1", "")).hasMessageContaining("exactly one");
    assertThatThrownBy(() -> rule("", "A", "B", "", "1", "")).hasMessageContaining("exactly one");
    assertThatThrownBy(() -> rule("", "A", "", "", "0", "")).hasMessageContaining("perPiece");
    assertThatThrownBy(() -> rule("", "A", "", "", "1", "kg")).hasMessageContaining("perPiece");
    assertThatThrownBy(() -> rule("", "A", "", "", "0.0000001", "")).hasMessageContaining("digits");
    ShopUnitRule one = rule("", "A", "", "", "1", "");
    assertThatThrownBy(() -> new ShopUnits(List.of(one, one)))
        .hasMessageContaining("two rules for SKU A");
  }
}
