package org.odoobridge.outbound.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.units.PieceSize;

/** A channel's buffer rules resolved against Odoo's categories: what is withheld of a product. */
public final class Buffers {
  private static final int DEEPEST = 100;
  private static final long HUNDREDTHS = 10_000;
  private final OdooTables tables;
  private final Amount general;
  private final boolean simple;
  private final Map<Sku, Amount> bySku = new HashMap<>();
  private final IntMap<Amount> byCategory = new IntMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param units in {@link Millionths}
   * @param share in hundredths of a percent
   * @param text for a person
   */
  private record Amount(long units, long share, String text) {
    static Amount of(BufferRule rule) {
      return new Amount(
          Millionths.of(rule.units()),
          rule.percent().movePointRight(2).longValueExact(),
          rule.text());
    }

    long of(long left, long piece) {
      if (share == 0 || left <= 0) {
        return units;
      }
      long withheld =
          left <= Long.MAX_VALUE / HUNDREDTHS
              ? Math.ceilDiv(left * share, HUNDREDTHS)
              : Math.ceilDiv(left, HUNDREDTHS) * share;
      return Math.ceilDiv(withheld, piece) * piece;
    }
  }

  private Buffers(OdooTables tables, StockPolicy policy) {
    this.tables = tables;
    Amount rest = new Amount(policy.buffer() * Millionths.UNIT, 0, policy.buffer() + " units");
    for (BufferRule rule : policy.buffers()) {
      if (rule.general()) {
        rest = Amount.of(rule);
      } else if (!rule.sku().isEmpty()) {
        Sku sku = new Sku(rule.sku());
        bySku.put(sku, Amount.of(rule));
        if (tables.catalog().standing(sku) == Catalog.Standing.UNKNOWN) {
          problems.add("buffer for SKU '" + sku + "': no product in Odoo has it");
        }
      } else {
        addCategory(rule);
      }
    }
    this.general = rest;
    this.simple = bySku.isEmpty() && byCategory.size() == 0;
  }

  /** Resolves {@code policy} against the tables as they are now. */
  public static Buffers resolve(OdooTables tables, StockPolicy policy) {
    return new Buffers(tables, policy);
  }

  /** What of the rules does not match Odoo, for a person. */
  public List<String> problems() {
    return problems;
  }

  /**
   * What is withheld of a product, in {@link Millionths}.
   *
   * @param left what could be sold without it
   * @param size of a piece: a share is rounded up to whole pieces
   */
  public long of(Sku sku, int product, long left, PieceSize size) {
    long piece = ShopPieces.millionths(size);
    return simple ? general.of(left, piece) : amount(sku, product).of(left, piece);
  }

  /** The rule that is applied to a product, for a person. */
  public String chosen(Sku sku, int product) {
    return amount(sku, product).text();
  }

  private Amount amount(Sku sku, int product) {
    Amount own = bySku.get(sku);
    if (own != null) {
      return own;
    }
    int category = byCategory.size() == 0 ? 0 : tables.catalog().categoryOf(product);
    for (int depth = 0; category != 0 && depth < DEEPEST; depth++) {
      Amount found = byCategory.get(category);
      if (found != null) {
        return found;
      }
      OdooRow.@Nullable Category row = tables.catalog().category(category);
      category = row == null ? 0 : row.parent();
    }
    return general;
  }

  private void addCategory(BufferRule rule) {
    List<Integer> found = new ArrayList<>();
    tables
        .catalog()
        .categories()
        .rows()
        .forEach(
            (id, row) -> {
              if (rule.category().equals("#" + id) || rule.category().equals(row.completeName())) {
                found.add(id);
              }
            });
    if (found.isEmpty()) {
      problems.add("buffer for category '" + rule.category() + "': it is not in Odoo");
    }
    // Two categories of one name are both meant: what they hold is withheld rather than sold.
    found.forEach(id -> byCategory.put(id, Amount.of(rule)));
  }
}
