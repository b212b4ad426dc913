package org.odoobridge.inbound.apply.draft;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.Sku;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.OdooProduct;
import org.odoobridge.inbound.order.ChannelOrder;

/**
 * Finds in Odoo what a channel order names: pure, given what was looked up. The first thing that is
 * not found decides.
 */
public final class OrderTranslator {
  private static final DateTimeFormatter ODOO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final OrderPolicy policy;
  private final OdooMasterData odoo;
  private final Map<Sku, List<OdooProduct>> products;

  public OrderTranslator(
      OrderPolicy policy, OdooMasterData odoo, Map<Sku, List<OdooProduct>> products) {
    this.policy = policy;
    this.odoo = odoo;
    this.products = products;
  }

  /** All SKUs that an order under this policy needs looked up. */
  public static Set<Sku> skus(ChannelOrder order, OrderPolicy policy) {
    return Stream.concat(
            order.lines().stream().map(ChannelOrder.Line::sku).flatMap(Optional::stream),
            Stream.of(policy.shippingSku(), policy.feeSku())
                .filter(sku -> !sku.isBlank())
                .map(Sku::new))
        .collect(Collectors.toSet());
  }

  public Translation translate(ChannelOrder order) {
    try {
      return new Translation.Ready(draft(order));
    } catch (Refusal refusal) {
      return new Translation.Refused(refusal.problem());
    }
  }

  private OrderDraft draft(ChannelOrder order) {
    OdooMasterData.Warehouse warehouse = warehouse();
    OdooMasterData.Currency currency = currency(order);
    TaxChoice taxes = new TaxChoice(order, odoo, policy, warehouse.company(), currency.decimals());
    LinePrice.Digits digits =
        new LinePrice.Digits(odoo.priceDigits(), odoo.digitsOf("Discount"), currency.decimals());
    List<OrderDraft.Line> lines = new ArrayList<>();
    for (ChannelOrder.Line line : order.lines()) {
      lines.add(productLine(order, line, taxes, digits));
    }
    for (ChannelOrder.Charge shipping : order.shippingLines()) {
      chargeLine(order, shipping, "shipping", policy.shippingSku(), taxes, digits)
          .ifPresent(lines::add);
    }
    for (ChannelOrder.Charge fee : order.fees()) {
      chargeLine(order, fee, "fee", policy.feeSku(), taxes, digits).ifPresent(lines::add);
    }
    if (lines.isEmpty()) {
      throw new Refusal(
          "empty-order", "the order has no lines", "add a product in the shop or cancel the order");
    }
    return new OrderDraft(
        order,
        ExternalRef.order(order.key()),
        warehouse.company(),
        header(order, warehouse, currency),
        lines,
        taxes.charged());
  }

  private Map<String, String> header(
      ChannelOrder order, OdooMasterData.Warehouse warehouse, OdooMasterData.Currency currency) {
    Map<String, String> header = new TreeMap<>();
    header.put("client_order_ref", order.number());
    header.put("origin", order.key().toString());
    header.put("date_order", odooTime(order.createdAt()));
    header.put("note", odoo.dialect().htmlNote() ? html(order.note()) : order.note());
    header.put("company_id/.id", String.valueOf(warehouse.company()));
    header.put("warehouse_id/.id", String.valueOf(warehouse.id()));
    header.put("pricelist_id/.id", pricelist(order, currency, warehouse));
    header.put(
        "fiscal_position_id/.id",
        idOf("fiscal position", policy.fiscalPosition(), odoo.fiscalPositions(), warehouse));
    header.put("team_id/.id", idOf("sales team", policy.team(), odoo.teams(), warehouse));
    header.put("user_id/.id", salesperson());
    return header;
  }

  /** A time as Odoo's import reads it. */
  public static String odooTime(Instant time) {
    return ODOO_TIME.format(time);
  }

  private OrderDraft.Line productLine(
      ChannelOrder order, ChannelOrder.Line line, TaxChoice taxes, LinePrice.Digits digits) {
    String where = "line %s '%s'".formatted(line.id(), line.name());
    OdooProduct product = product(where, line);
    if (line.quantity().signum() <= 0) {
      throw new Refusal(
          "bad-quantity",
          where + " has quantity " + line.quantity().toPlainString(),
          "enter it as a refund, or correct the order in the shop");
    }
    if (line.quantity().stripTrailingZeros().scale() > odoo.quantityDigits()) {
      throw new Refusal(
          "bad-quantity",
          where + " has quantity " + line.quantity().toPlainString() + ", finer than Odoo keeps",
          "raise the digits of 'Product Unit of Measure' in Odoo, then redrive");
    }
    List<OdooMasterData.Tax> applied = taxes.of(where, line.total(), line.taxes());
    return new OrderDraft.Line(
        ExternalRef.orderLine(order.key(), line.id()),
        product.id(),
        line.unit().orElse(product.uom()),
        line.name().isEmpty() ? product.sku().value() : line.name(),
        line.quantity(),
        price(where, line.total(), line.totalTax(), line.quantity(), digits, applied),
        ids(applied));
  }

  private Optional<OrderDraft.Line> chargeLine(
      ChannelOrder order,
      ChannelOrder.Charge charge,
      String kind,
      String sku,
      TaxChoice taxes,
      LinePrice.Digits digits) {
    String where = "%s %s '%s'".formatted(kind, charge.id(), charge.name());
    if (sku.isBlank()) {
      if (charge.total().signum() == 0 && charge.totalTax().signum() == 0) {
        return Optional.empty(); // free shipping needs no product to stand for it
      }
      throw new Refusal(
          "no-" + kind + "-product",
          where + " costs " + charge.total().toPlainString() + ", but no product stands for it",
          "set orders.%sSku of the source to the SKU of a service product".formatted(kind));
    }
    OdooProduct product = one(where, new Sku(sku));
    List<OdooMasterData.Tax> applied = taxes.of(where, charge.total(), charge.taxes());
    return Optional.of(
        new OrderDraft.Line(
            ExternalRef.orderLine(order.key(), charge.id()),
            product.id(),
            product.uom(),
            charge.name().isEmpty() ? kind : charge.name(),
            BigDecimal.ONE,
            price(where, charge.total(), charge.totalTax(), BigDecimal.ONE, digits, applied),
            ids(applied)));
  }

  /** Odoo takes a price gross when the line's tax is an included one. */
  private static LinePrice price(
      String where,
      BigDecimal net,
      BigDecimal tax,
      BigDecimal quantity,
      LinePrice.Digits digits,
      List<OdooMasterData.Tax> taxes) {
    boolean gross = taxes.stream().anyMatch(OdooMasterData.Tax::included);
    BigDecimal amount = gross ? net.add(tax) : net;
    return LinePrice.of(amount, quantity, digits)
        .orElseThrow(
            () ->
                new Refusal(
                    "price-not-representable",
                    "%s: no unit price of %d digits makes %s pieces cost %s"
                        .formatted(where, digits.price(), quantity.toPlainString(), amount),
                    "raise the digits of 'Product Price' in Odoo, then redrive"));
  }

  private static Set<Integer> ids(List<OdooMasterData.Tax> taxes) {
    return taxes.stream().map(OdooMasterData.Tax::id).collect(Collectors.toUnmodifiableSet());
  }

  private OdooProduct product(String where, ChannelOrder.Line line) {
    if (line.sku().isEmpty()) {
      throw line.knownProduct()
          ? new Refusal(
              "missing-sku",
              where + ": the shop's product has no SKU",
              "give the product a SKU in the shop and in Odoo, then save the order in the shop")
          : new Refusal(
              "unknown-product",
              where + " is a product that the shop itself does not know",
              "it was ordered by an API with a wrong id or SKU: correct the order in the shop");
    }
    return one(where, line.sku().get());
  }

  private OdooProduct one(String where, Sku sku) {
    List<OdooProduct> all =
        products.getOrDefault(sku, List.of()).stream()
            .filter(product -> product.company() == 0 || product.company() == warehouse().company())
            .toList();
    List<OdooProduct> active = all.stream().filter(OdooProduct::active).toList();
    if (active.size() == 1) {
      return active.getFirst();
    }
    if (active.size() > 1) {
      throw new Refusal(
          "ambiguous-sku",
          where + ": " + active.size() + " products in Odoo have SKU " + sku,
          "give each product in Odoo its own internal reference, then redrive");
    }
    throw all.isEmpty()
        ? new Refusal(
            "unknown-sku",
            where + ": no product in Odoo has SKU " + sku,
            "create it in Odoo with internal reference " + sku + ", then redrive")
        : new Refusal(
            "archived-sku",
            where + ": the product with SKU " + sku + " is archived in Odoo",
            "unarchive it in Odoo, then redrive");
  }

  private OdooMasterData.Warehouse warehouse() {
    return found(
        "warehouse",
        policy.warehouse(),
        odoo.warehouses().stream()
            .filter(warehouse -> warehouse.code().equals(policy.warehouse()))
            .toList());
  }

  private OdooMasterData.Currency currency(ChannelOrder order) {
    return odoo.currency(order.currency())
        .orElseThrow(
            () ->
                new Refusal(
                    "unknown-currency",
                    "currency " + order.currency() + " is not active in Odoo",
                    "activate it and make a pricelist in it, then redrive"));
  }

  /** Id of the pricelist; empty for none, which some Odoos allow in the company's currency. */
  private String pricelist(
      ChannelOrder order, OdooMasterData.Currency currency, OdooMasterData.Warehouse warehouse) {
    Predicate<OdooMasterData.Pricelist> usable =
        list ->
            list.currency() == currency.id()
                && (list.company() == 0 || list.company() == warehouse.company());
    return odoo.pricelists().stream()
        .filter(usable)
        .filter(list -> policy.pricelist().isEmpty() || list.name().has(policy.pricelist()))
        .findFirst()
        .map(list -> String.valueOf(list.id()))
        .or(() -> withoutPricelist(currency, warehouse))
        .orElseThrow(
            () ->
                new Refusal(
                    "no-pricelist",
                    policy.pricelist().isEmpty()
                        ? "Odoo has no pricelist in " + order.currency()
                        : "Odoo has no pricelist '%s' in %s"
                            .formatted(policy.pricelist(), order.currency()),
                    "make one in Odoo, or name another in orders.pricelist, then redrive"));
  }

  private Optional<String> withoutPricelist(
      OdooMasterData.Currency currency, OdooMasterData.Warehouse warehouse) {
    boolean fits =
        odoo.dialect().pricelistOptional()
            && policy.pricelist().isEmpty()
            && odoo.company(warehouse.company())
                .filter(company -> company.currency() == currency.id())
                .isPresent();
    return fits ? Optional.of("") : Optional.empty();
  }

  /** The customer's words, whatever they contain, as text in HTML. */
  public static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replaceAll("\\R", "<br>");
  }

  private String salesperson() {
    return policy.salesperson().isEmpty()
        ? ""
        : String.valueOf(
            found(
                    "salesperson",
                    policy.salesperson(),
                    odoo.users().stream()
                        .filter(user -> user.name().has(policy.salesperson()))
                        .toList())
                .id());
  }

  private static String idOf(
      String what,
      String name,
      List<OdooMasterData.Named> all,
      OdooMasterData.Warehouse warehouse) {
    return name.isEmpty()
        ? ""
        : String.valueOf(
            found(
                    what,
                    name,
                    all.stream()
                        .filter(one -> one.name().has(name))
                        .filter(one -> one.company() == 0 || one.company() == warehouse.company())
                        .toList())
                .id());
  }

  private static <T> T found(String what, String name, List<T> fitting) {
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    throw new Refusal(
        "bad-setting",
        "%d active records in Odoo are the %s '%s'".formatted(fitting.size(), what, name),
        "correct the source's orders settings or the record's name in Odoo, then redrive");
  }
}
