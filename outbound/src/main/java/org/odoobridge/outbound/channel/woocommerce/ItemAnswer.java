package org.odoobridge.outbound.channel.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;

/** What a shop's answer for one item of a batch means. */
sealed interface ItemAnswer {
  /** The shop said yes, no, or failed. */
  record Settled(Outcome outcome) implements ItemAnswer {}

  /**
   * The product is not where we thought.
   *
   * @param hit the SKU of the product that took the number instead; empty when none did
   */
  record Moved(String hit) implements ItemAnswer {}

  /** Compares the answer with what was sent. */
  static ItemAnswer of(Sku sku, ShopApi.Update sent, JsonNode answer) {
    JsonNode error = answer.path("error");
    if (error.isObject()) {
      return failed(error);
    }
    if (answer.path("id").asLong(0) != sent.id()) {
      return settled(
          new Outcome.Failed(
              Problem.Technical.of(
                  TechnicalKind.PROTOCOL, "the shop did not answer for product " + sent.id())));
    }
    String shownSku = answer.path("sku").asText("");
    if (!shownSku.equals(sku.value())) {
      return new Moved(shownSku);
    }
    JsonNode manage = answer.path("manage_stock");
    if (!manage.isBoolean() || !manage.booleanValue()) {
      return settled(notManaged(manage));
    }
    OptionalLong shown = quantity(answer);
    if (shown.isPresent() && shown.getAsLong() == sent.quantity()) {
      return settled(new Outcome.Applied("shown"));
    }
    return settled(
        new Outcome.Failed(
            Problem.Technical.of(
                TechnicalKind.SERVER_ERROR,
                "told "
                    + sent.quantity()
                    + ", the shop shows "
                    + answer.path("stock_quantity").asText("nothing"))));
  }

  /** Units in stock; empty when the product keeps no number of its own. */
  static OptionalLong quantity(JsonNode row) {
    JsonNode manage = row.path("manage_stock");
    JsonNode number = row.path("stock_quantity");
    if (!manage.isBoolean() || !manage.booleanValue() || number.isNull()) {
      return OptionalLong.empty();
    }
    try {
      // Plugins for fractional stock answer with text or decimals.
      return OptionalLong.of(new BigDecimal(number.asText()).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static ItemAnswer failed(JsonNode error) {
    String code = error.path("code").asText("");
    int status = error.path("data").path("status").asInt(0);
    String detail = (code + " " + error.path("message").asText("")).strip();
    boolean gone =
        status == 404
            || code.equals("woocommerce_rest_product_invalid_id")
            || code.equals("woocommerce_rest_product_variation_invalid_id")
            || code.equals("woocommerce_rest_invalid_product_id");
    if (gone) {
      return new Moved("");
    }
    if (status == 401 || status == 403) {
      return settled(new Outcome.Failed(Problem.Technical.of(TechnicalKind.UNAUTHORIZED, detail)));
    }
    if (status == 0 || status == 429 || status >= 500) {
      return settled(new Outcome.Failed(Problem.Technical.of(TechnicalKind.SERVER_ERROR, detail)));
    }
    return settled(
        new Outcome.Rejected(
            new Problem.Business(
                "refused-by-shop", detail, "correct the product in the shop, then redrive it")));
  }

  private static Outcome notManaged(JsonNode manage) {
    return manage.asText("").equals("parent")
        ? new Outcome.Rejected(
            new Problem.Business(
                "stock-managed-by-parent",
                "the shop keeps one stock for all variations of this product",
                "let the shop manage stock per variation, or give only the parent a SKU in Odoo"))
        : new Outcome.Rejected(
            new Problem.Business(
                "stock-not-managed",
                "the shop does not manage stock for this product",
                "switch stock management on in the shop's settings; grouped and external products"
                    + " have none"));
  }

  private static ItemAnswer settled(Outcome outcome) {
    return new Settled(outcome);
  }
}
