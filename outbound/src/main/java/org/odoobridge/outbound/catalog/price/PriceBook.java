package org.odoobridge.outbound.catalog.price;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.catalog.model.PriceSource;
import org.odoobridge.outbound.catalog.price.Derivation.Step;

/** Prices of one channel, computed from Odoo's rules for the moment asked. From any thread. */
public final class PriceBook implements PriceSource {
  private final ChannelId channel;
  private final PricesConfig config;
  private final Supplier<Optional<PriceTables>> source;
  private final Pieces pieces;

  /** How much of its own unit a piece of a product is in a channel; 1 where nothing says it. */
  @FunctionalInterface
  public interface Pieces {
    /** Every piece is one unit. */
    Pieces ONE_UNIT = (channel, product) -> 1;

    double of(ChannelId channel, int product);
  }

  /** Where every piece is one of Odoo's units. */
  PriceBook(ChannelId channel, PricesConfig config, Supplier<Optional<PriceTables>> source) {
    this(channel, config, source, Pieces.ONE_UNIT);
  }

  /**
   * @param source the tables of now; empty until they are loaded
   * @param pieces Odoo's prices are for one unit, a shop's for one piece
   */
  PriceBook(
      ChannelId channel,
      PricesConfig config,
      Supplier<Optional<PriceTables>> source,
      Pieces pieces) {
    this.channel = channel;
    this.config = config;
    this.source = source;
    this.pieces = pieces;
  }

  @Override
  public Optional<Priced> of(int product, Instant at) {
    return explain(product, at).priced();
  }

  /** The price of a variant at a moment and how it came about, or why there is none. */
  public PriceExplanation explain(int product, Instant at) {
    Optional<PriceTables> loaded = source.get();
    if (loaded.isEmpty()) {
      return PriceExplanation.none(channel, product, at, "prices are not loaded yet");
    }
    PriceTables tables = loaded.get();
    // Odoo's clock has whole seconds: a rule that ends at 12:00:00 holds until 12:00:01.
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    double piece = pieces.of(channel, product); // asked before the tables are held
    return tables.read(() -> explain(tables, product, second, piece));
  }

  /** The variant of a template that has one only; empty until prices are loaded. */
  Optional<Integer> onlyVariant(int template) {
    return source
        .get()
        .flatMap(
            tables ->
                tables.read(
                    () -> {
                      List<Integer> variants = tables.activeVariantsOf(template);
                      return variants.size() == 1 ? Optional.of(variants.get(0)) : Optional.empty();
                    }));
  }

  /** What a person must put right before prices can be published. */
  public List<String> problems() {
    Optional<PriceTables> tables = source.get();
    if (tables.isEmpty()) {
      return List.of();
    }
    return tables
        .get()
        .read(
            () -> {
              try {
                Terms unused = new Terms(tables.get(), 1);
                return List.of();
              } catch (Unpriced e) {
                return List.of(String.valueOf(e.getMessage()));
              }
            });
  }

  private PriceExplanation explain(PriceTables tables, int product, Instant at, double piece) {
    try {
      Terms terms = new Terms(tables, piece);
      Derivation paid = terms.inShop(product, terms.math(at).inPricelist(product, terms.pricelist));
      Optional<Derivation> regular =
          terms.regular(product, at).filter(full -> full.amount() > paid.amount());
      BigDecimal amount = published(paid);
      Optional<Instant> from =
          config.saleDates() ? paid.rule().map(Derivation.RuleUsed::start) : Optional.empty();
      Optional<Instant> to =
          config.saleDates() ? paid.rule().map(Derivation.RuleUsed::end) : Optional.empty();
      Optional<Instant> next = nextChange(tables, terms, product, at);
      Priced priced =
          regular.isPresent()
              ? new Priced(published(regular.get()), Optional.of(amount), from, to, next)
              : new Priced(amount, Optional.empty(), Optional.empty(), Optional.empty(), next);
      return new PriceExplanation(
          channel, product, at, Optional.of(paid), regular, Optional.of(priced), "");
    } catch (Unpriced e) {
      return PriceExplanation.none(channel, product, at, String.valueOf(e.getMessage()));
    }
  }

  private static BigDecimal published(Derivation derived) {
    if (derived.amount() < 0) {
      throw new Unpriced(
          "the price would be %s; put the rule or the discount right"
              .formatted(Derivation.money(derived.amount(), derived.currency())));
    }
    return OdooFloat.decimal(derived.amount());
  }

  private Optional<Instant> nextChange(PriceTables tables, Terms terms, int product, Instant at) {
    Set<Integer> seen = new HashSet<>();
    Instant next = earliest(tables, terms.pricelist, product, at, seen, null);
    if (terms.regularPricelist != 0) {
      next = earliest(tables, terms.regularPricelist, product, at, seen, next);
    }
    Set<Integer> currencies = new HashSet<>();
    seen.forEach(
        id -> {
          PriceRow.Pricelist list = tables.pricelists.get(id);
          currencies.add(list == null ? 0 : list.currency());
        });
    tables.companies.rows().forEach((id, company) -> currencies.add(company.currency()));
    if (currencies.size() > 1) {
      next = earlier(next, PriceMath.nextRate(tables, at));
    }
    return Optional.ofNullable(next);
  }

  private static @Nullable Instant earliest(
      PriceTables tables,
      int pricelist,
      int product,
      Instant at,
      Set<Integer> seen,
      @Nullable Instant next) {
    PriceRow.Variant variant = tables.variants.get(product);
    PriceRow.Template template = variant == null ? null : tables.templates.get(variant.template());
    if (variant == null || template == null || !seen.add(pricelist)) {
      return next;
    }
    for (RuleIndex.Numbered one :
        tables
            .rules()
            .candidates(
                pricelist, product, variant.template(), tables.lineage(template.category()))) {
      next = earlier(next, one.rule().changeAfter(at));
      if (one.rule().onPricelist()) {
        next = earliest(tables, one.rule().basePricelist(), product, at, seen, next);
      }
    }
    return next;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  /** The channel's settings, looked up in Odoo's tables. */
  private final class Terms {
    final PriceTables tables;
    final int pricelist;
    final int regularPricelist;
    final int currency;
    final int company;
    final int position;
    final double piece;

    /**
     * @param piece how much of the product's unit one piece is
     */
    Terms(PriceTables tables, double piece) {
      this.tables = tables;
      this.piece = piece;
      this.pricelist = pricelist(config.pricelist());
      boolean other = config.pricelists().contains(config.regularPricelist());
      this.regularPricelist = other ? pricelist(config.regularPricelist()) : 0;
      PriceRow.Pricelist list = row(pricelist);
      this.currency = list.currency();
      for (int id : other ? List.of(pricelist, regularPricelist) : List.of(pricelist)) {
        String name = tables.currencyName(row(id).currency());
        if (!name.equals(config.currency())) {
          throw new Unpriced(
              "pricelist '%s' is in %s and the shop in %s; choose a pricelist in %s"
                  .formatted(row(id).name(), name, config.currency(), config.currency()));
        }
      }
      this.company = company(list);
      this.position = position();
    }

    private int pricelist(String wanted) {
      return tables
          .pricelist(wanted)
          .orElseThrow(
              () ->
                  new Unpriced(
                      "Odoo has not exactly one pricelist '%s'; put prices.pricelist right"
                          .formatted(wanted)));
    }

    private PriceRow.Pricelist row(int id) {
      return Optional.ofNullable(tables.pricelists.get(id))
          .orElseThrow(() -> new Unpriced("there is no pricelist " + id));
    }

    private int company(PriceRow.Pricelist list) {
      if (config.company().isEmpty()) {
        return list.company() == 0 ? tables.mainCompany() : list.company();
      }
      return PriceTables.find(tables.companies, config.company(), PriceRow.Company::name)
          .orElseThrow(() -> new Unpriced("Odoo has no company '" + config.company() + "'"));
    }

    private int position() {
      if (config.fiscalPosition().isEmpty()) {
        return 0;
      }
      return PriceTables.find(
              tables.positions, config.fiscalPosition(), PriceRow.FiscalPosition::name)
          .orElseThrow(
              () -> new Unpriced("Odoo has no fiscal position '" + config.fiscalPosition() + "'"));
    }

    PriceMath math(Instant at) {
      return new PriceMath(tables, company, config.quantity() * piece, at);
    }

    Optional<Derivation> regular(int product, Instant at) {
      if (config.regularPricelist().isEmpty()) {
        return Optional.empty();
      }
      Derivation full =
          regularPricelist == 0
              ? math(at).listPrice(product, currency)
              : math(at).inPricelist(product, regularPricelist);
      return Optional.of(inShop(product, full));
    }

    /** A price of Odoo's as the shop has it: taxes in or out, then rounded. */
    Derivation inShop(int product, Derivation price) {
      PriceRow.Variant variant = tables.variants.get(product);
      PriceRow.Currency money = tables.currencies.get(currency);
      double step = step(money == null ? 0 : money.rounding());
      List<Step> steps = new ArrayList<>(price.steps());
      double each = price.amount() * piece;
      if (piece != 1) {
        steps.add(new Step.Piece(piece, each));
      }
      double amount =
          new TaxMath(tables, company, position, step)
              .inShop(each, variant == null ? 0 : variant.template(), config.taxes(), steps);
      double rounded = OdooFloat.round(amount, step);
      if (rounded != amount) {
        steps.add(new Step.Rounded(step, rounded));
      }
      return new Derivation(
          price.pricelist(),
          price.name(),
          price.rule(),
          price.base(),
          steps,
          price.currency(),
          rounded);
    }

    /** More decimals than the currency has keep a price without taxes exact; fewer never hurt. */
    private double step(double currencyStep) {
      double shop = Math.pow(10, -config.decimals());
      return currencyStep >= 1 || config.decimals() <= 2 ? Math.max(shop, currencyStep) : shop;
    }
  }
}
