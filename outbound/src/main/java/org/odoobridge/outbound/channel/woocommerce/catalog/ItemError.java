package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import java.util.Set;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;

/** Why the shop did not take one item of a batch. */
sealed interface ItemError {
  /** The product or variation is no longer there. */
  record Gone() implements ItemError {}

  /**
   * @param holder the product that has the SKU, where the shop says so
   */
  record SkuTaken(OptionalLong holder, String said) implements ItemError {}

  /** The SKU belongs to a product in the shop's trash. */
  record SkuInTrash(String said) implements ItemError {}

  record BarcodeTaken(OptionalLong holder, String said) implements ItemError {}

  /** The shop could not fetch a picture. */
  record ImageNotFetched(String said) implements ItemError {}

  /** A picture's number is no longer one. */
  record ImageGone(String said) implements ItemError {}

  record Refused(Problem.Business problem) implements ItemError {}

  record Broken(Problem.Technical problem) implements ItemError {}

  Set<String> GONE =
      Set.of(
          "woocommerce_rest_product_invalid_id",
          "woocommerce_rest_product_variation_invalid_id",
          "woocommerce_rest_invalid_product_id",
          "woocommerce_rest_variation_invalid_id");

  static ItemError of(JsonNode error) {
    String code = error.path("code").asText("");
    int status = error.path("data").path("status").asInt(0);
    String said = (code + " " + error.path("message").asText("")).strip();
    long resource = error.path("data").path("resource_id").asLong(0);
    OptionalLong holder = resource == 0 ? OptionalLong.empty() : OptionalLong.of(resource);
    if (GONE.contains(code) || (status == 404 && !code.equals("rest_no_route"))) {
      return new Gone();
    }
    return switch (code) {
      case "product_invalid_sku" -> new SkuTaken(holder, said);
      case "product_invalid_global_unique_id" -> new BarcodeTaken(holder, said);
      case "woocommerce_product_image_upload_error" -> new ImageNotFetched(said);
      case "woocommerce_product_invalid_image_id", "woocommerce_variation_invalid_image_id" ->
          new ImageGone(said);
      default -> other(code, status, said);
    };
  }

  private static ItemError other(String code, int status, String said) {
    if (said.contains("already present in the lookup table")) {
      return new SkuInTrash(said);
    }
    if (status == 401 || status == 403) {
      return new Broken(Problem.Technical.of(TechnicalKind.UNAUTHORIZED, said));
    }
    if (status == 0 || status == 429 || status >= 500) {
      return new Broken(Problem.Technical.of(TechnicalKind.SERVER_ERROR, said));
    }
    return new Refused(
        new Problem.Business(
            "refused-by-shop",
            said,
            code.equals(CatalogApi.TOO_LARGE)
                ? "shorten its texts, or let the shop's web server take larger requests"
                : "change what the shop names in Odoo or in the shop, then redrive it"));
  }
}
