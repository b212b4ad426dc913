package org.odoobridge.core.units;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.odoobridge.core.model.ChannelId;

/**
 * The rules of the section {@code shopUnits}: pure; both halves ask it, each with its own facts.
 */
public final class ShopUnits {
  /** Every piece is one of the product's own unit. */
  public static final ShopUnits NONE = new ShopUnits(List.of());

  private static final PieceSize ONE = new PieceSize.OneUnit();

  private final List<ShopUnitRule> rules;

  /** Throws {@link IllegalArgumentException} when two rules are for the same. */
  public ShopUnits(List<ShopUnitRule> rules) {
    this.rules = List.copyOf(rules);
    for (int i = 0; i < rules.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (rules.get(i).sameTarget(rules.get(j))) {
          throw new IllegalArgumentException(
              "two rules for " + rules.get(i).target() + "; keep one");
        }
      }
    }
  }

  /** A product category. */
  public record Category(int id, String completeName) {
    boolean called(String text) {
      return text.equals(completeName) || text.equals("#" + id);
    }
  }

  /**
   * What is to be known of a product.
   *
   * @param sku empty when it has none
   * @param categories its own first, then each above it
   * @param unit its own unit
   */
  public record Product(String sku, List<Category> categories, UnitOfMeasure unit) {}

  public List<ShopUnitRule> rules() {
    return rules;
  }

  /** Whether any rule may be about this shop. */
  public boolean concern(ChannelId channel) {
    return rules.stream().anyMatch(rule -> isFor(rule, channel));
  }

  /**
   * How much a piece of a product in a shop is.
   *
   * @param units every unit of Odoo's; asked for when a rule names one
   */
  public PieceSize of(
      ChannelId channel, Product product, Supplier<? extends Collection<UnitOfMeasure>> units) {
    Optional<ShopUnitRule> rule = choose(channel, product);
    return rule.isEmpty() ? ONE : size(rule.get(), product.unit(), units);
  }

  private Optional<ShopUnitRule> choose(ChannelId channel, Product product) {
    return first(channel, rule -> !rule.sku().isEmpty() && rule.sku().equals(product.sku()))
        .or(
            () ->
                product.categories().stream()
                    .flatMap(
                        category ->
                            first(
                                channel,
                                rule ->
                                    !rule.category().isEmpty() && category.called(rule.category()))
                                .stream())
                    .findFirst())
        .or(
            () ->
                first(channel, rule -> !rule.uom().isEmpty() && product.unit().called(rule.uom())));
  }

  /** The channel's own rule before one for all. */
  private Optional<ShopUnitRule> first(ChannelId channel, Predicate<ShopUnitRule> fits) {
    Optional<ShopUnitRule> general = Optional.empty();
    for (ShopUnitRule rule : rules) {
      if (isFor(rule, channel) && fits.test(rule)) {
        if (!rule.channel().isEmpty()) {
          return Optional.of(rule);
        }
        general = general.or(() -> Optional.of(rule));
      }
    }
    return general;
  }

  private static boolean isFor(ShopUnitRule rule, ChannelId channel) {
    return rule.channel().isEmpty() || rule.channel().equals(channel.value());
  }

  private static PieceSize size(
      ShopUnitRule rule, UnitOfMeasure own, Supplier<? extends Collection<UnitOfMeasure>> units) {
    if (rule.perPiece().signum() > 0) {
      return new PieceSize.Amount(
          new ShopPiece(rule.perPiece(), own, own.id(), rule.perPiece()), rule);
    }
    List<UnitOfMeasure> named =
        units.get().stream().filter(unit -> unit.called(rule.unit())).toList();
    List<UnitOfMeasure> fitting = named.stream().filter(unit -> unit.kind() == own.kind()).toList();
    if (fitting.size() != 1) {
      return new PieceSize.Unusable(
          fitting.isEmpty()
              ? named.isEmpty()
                  ? "Odoo has no unit '" + rule.unit() + "'"
                  : "unit '" + rule.unit() + "' is of another kind than " + own.name()
              : "Odoo has several units '" + rule.unit() + "'",
          "correct the rule of shopUnits for " + rule.target() + ", or the unit in Odoo");
    }
    UnitOfMeasure piece = fitting.getFirst();
    BigDecimal amount = piece.in(own);
    return amount.signum() <= 0
        ? new PieceSize.Unusable(
            "unit '" + rule.unit() + "' is less than a millionth of " + own.name(),
            "correct the rule of shopUnits for " + rule.target() + ", or the unit in Odoo")
        : new PieceSize.Amount(new ShopPiece(amount, own, piece.id(), BigDecimal.ONE), rule);
  }
}
