package org.odoobridge.inbound.refund;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.odoobridge.inbound.order.ChannelOrder.TaxShare;

/** Parts as the journal stores them; amounts are texts, so that they stay exact. */
final class PartsJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private PartsJson() {}

  static String write(List<Refund.Part> parts) {
    ArrayNode array = JSON.createArrayNode();
    for (Refund.Part part : parts) {
      ObjectNode node =
          array
              .addObject()
              .put("line", part.line())
              .put("way", part.way().name())
              .put("quantity", part.quantity().toPlainString())
              .put("restocked", part.restocked().toPlainString())
              .put("net", part.net().toPlainString())
              .put("tax", part.tax().toPlainString());
      ArrayNode taxes = node.putArray("taxes");
      part.taxes()
          .forEach(
              tax ->
                  taxes
                      .addObject()
                      .put("rate", tax.rateId())
                      .put("amount", tax.amount().toPlainString()));
    }
    return array.toString();
  }

  static List<Refund.Part> read(String json) {
    try {
      List<Refund.Part> parts = new ArrayList<>();
      for (JsonNode node : JSON.readTree(json)) {
        List<TaxShare> taxes = new ArrayList<>();
        node.path("taxes")
            .forEach(
                tax -> taxes.add(new TaxShare(tax.path("rate").asText(), decimal(tax, "amount"))));
        parts.add(
            new Refund.Part(
                node.path("line").asText(),
                Refund.Way.valueOf(node.path("way").asText()),
                decimal(node, "quantity"),
                decimal(node, "restocked"),
                decimal(node, "net"),
                decimal(node, "tax"),
                taxes));
      }
      return parts;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("refund.parts is not what we wrote", e);
    }
  }

  private static BigDecimal decimal(JsonNode node, String field) {
    return new BigDecimal(node.path(field).asText("0"));
  }
}
