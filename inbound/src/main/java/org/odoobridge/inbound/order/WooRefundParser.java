package org.odoobridge.inbound.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.order.ChannelOrder.TaxShare;

/**
 * Reads what WooCommerce says about an order's refunds: {@code GET /orders/ID/refunds}, and in the
 * order itself what of them it took back into stock (seen: 8.9, 10.9, 11.0).
 */
public final class WooRefundParser {
  private static final String REFUNDED_LINE = "_refunded_item_id";
  private static final String RESTOCKED = "_restock_refunded_items";

  private WooRefundParser() {}

  /** All refunds, oldest first, or why they cannot be read. */
  public sealed interface Parsed {
    record Refunds(List<ShopRefund> refunds) implements Parsed {
      public Refunds {
        refunds = List.copyOf(refunds);
      }
    }

    record Unreadable(Problem.Business problem) implements Parsed {}
  }

  public static Parsed parse(List<JsonNode> refunds) {
    List<ShopRefund> parsed = new ArrayList<>();
    try {
      for (JsonNode refund : refunds) {
        parsed.add(refund(new Field("refund", refund)));
      }
    } catch (Field.Unusable e) {
      return new Parsed.Unreadable(
          new Problem.Business(
              "unreadable-refund",
              String.valueOf(e.getMessage()),
              "look at the order's refunds in the shop and at plugins that change them, then"
                  + " redrive"));
    }
    parsed.sort(
        (a, b) ->
            a.createdAt().equals(b.createdAt())
                ? Long.compare(number(a.id()), number(b.id()))
                : a.createdAt().compareTo(b.createdAt()));
    return new Parsed.Refunds(parsed);
  }

  /**
   * Pieces of each line that refunds brought back into the shop's stock, over all refunds; a line
   * not named has none, or a product whose stock the shop does not keep.
   */
  public static Map<String, BigDecimal> restocked(JsonNode order) {
    Map<String, BigDecimal> restocked = new HashMap<>();
    for (JsonNode line : order.path("line_items")) {
      meta(line, RESTOCKED)
          .filter(count -> count.matches("\\d+(\\.\\d+)?"))
          .ifPresent(count -> restocked.put(line.path("id").asText(), new BigDecimal(count)));
    }
    return restocked;
  }

  private static ShopRefund refund(Field at) {
    List<ShopRefund.Item> items = new ArrayList<>();
    items.addAll(at.at("line_items").each(line -> item(line, true)));
    items.addAll(at.at("shipping_lines").each(line -> item(line, false)));
    items.addAll(at.at("fee_lines").each(line -> item(line, false)));
    return new ShopRefund(
        at.at("id").requiredText(),
        at.at("date_created_gmt")
            .utc()
            .orElseThrow(() -> new Field.Unusable("date_created_gmt of a refund is missing")),
        at.at("amount").requiredAmount().abs(),
        at.at("reason").text(),
        items.stream().filter(WooRefundParser::says).toList());
  }

  /** Older shops list lines that nothing of is refunded. */
  private static boolean says(ShopRefund.Item item) {
    return item.quantity().signum() != 0 || item.net().signum() != 0 || item.tax().signum() != 0;
  }

  private static ShopRefund.Item item(Field at, boolean product) {
    String line =
        meta(at.node(), REFUNDED_LINE)
            .orElseThrow(
                () -> new Field.Unusable(at.path() + " does not say which line it refunds"));
    return new ShopRefund.Item(
        line,
        product,
        product ? at.at("quantity").amount().negate() : BigDecimal.ZERO,
        at.at("total").requiredAmount().negate(),
        at.at("total_tax").amount().negate(),
        at
            .at("taxes")
            .each(
                tax ->
                    tax.at("total")
                        .optionalAmount()
                        .filter(amount -> amount.signum() != 0)
                        .map(amount -> new TaxShare(tax.at("id").requiredText(), amount.negate())))
            .stream()
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<String> meta(JsonNode line, String key) {
    for (JsonNode entry : line.path("meta_data")) {
      if (entry.path("key").asText().equals(key)) {
        return Optional.of(entry.path("value").asText());
      }
    }
    return Optional.empty();
  }

  private static long number(String id) {
    return id.matches("\\d{1,18}") ? Long.parseLong(id) : 0;
  }
}
