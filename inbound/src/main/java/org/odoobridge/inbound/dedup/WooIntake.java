package org.odoobridge.inbound.dedup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.odoobridge.core.journal.ContentHash;
import org.odoobridge.core.journal.DemandChange;
import org.odoobridge.core.journal.Disposition;
import org.odoobridge.core.journal.NewMessage;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Problem;

/**
 * Looks into a WooCommerce delivery just far enough to store it: which resource, which version,
 * what it takes from stock. Never throws for what a body holds. The topic only says what kind of
 * resource to expect; what happened is read from the body, because bodies are built at delivery
 * time and topics lie.
 */
public final class WooIntake {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final String DELIVERY_ID = "x-wc-webhook-delivery-id";
  private static final String ORDER_ACTION = "action.woocommerce_order_";

  private final StockStatuses statuses;

  public WooIntake(StockStatuses statuses) {
    this.statuses = statuses;
  }

  public Intake read(RawDelivery delivery) {
    JsonNode root;
    try {
      root = JSON.readTree(delivery.body().bytes());
    } catch (JsonProcessingException e) {
      return malformed(delivery, "the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
    if (root == null || !root.isObject()) {
      return malformed(delivery, "the body is not a JSON object");
    }
    return switch (delivery.resource()) {
      case "order" -> order(delivery, root);
      case "product" -> product(delivery, root);
      case "action" -> action(delivery, root);
      case "" -> root.has("line_items") ? order(delivery, root) : malformed(delivery, "no topic");
      default -> new Intake.Nothing("topic " + delivery.topic() + " is not used");
    };
  }

  /** The modification time of an order's or product's body, epoch milliseconds. */
  public static OptionalLong version(JsonNode root) {
    String text = root.path("date_modified_gmt").asText("");
    try {
      return OptionalLong.of(
          LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text)
              .toInstant(ZoneOffset.UTC)
              .toEpochMilli());
    } catch (DateTimeParseException e) {
      return OptionalLong.empty(); // absent or null: such a body is read again before it is applied
    }
  }

  private Intake order(RawDelivery delivery, JsonNode root) {
    if (root.has("code") && root.path("data").has("status")) {
      return shopError(delivery, root);
    }
    Optional<String> id = id(root.path("id"));
    if (id.isEmpty()) {
      return malformed(delivery, "the order has no id");
    }
    ResourceKey key = new ResourceKey(delivery.channel(), ResourceKey.ORDER, id.get());
    if (!root.has("line_items")) {
      return new Intake.Store(
          message(
              delivery,
              key,
              occasion(delivery),
              OptionalLong.empty(),
              new Disposition.Work(),
              root.size() == 1 ? new DemandChange.Releases() : new DemandChange.None()),
          List.of());
    }
    return wholeOrder(delivery, root, key);
  }

  private Intake wholeOrder(RawDelivery delivery, JsonNode root, ResourceKey key) {
    String status = root.path("status").asText("");
    boolean draft = status.equals("checkout-draft") || status.equals("auto-draft");
    NewMessage message =
        message(
            delivery,
            key,
            OrderHash.of(root),
            version(root),
            draft
                ? new Disposition.Ignore("a shopper has opened the checkout, no order yet")
                : new Disposition.Work(),
            draft
                ? new DemandChange.None()
                : new DemandChange.Takes(statuses.holds(status), lines(root)));
    return new Intake.Store(message, draft ? List.of() : touched(delivery, root));
  }

  /**
   * The shop signed an error instead of the order: it was gone, or the webhook's owner lost rights.
   */
  private static Intake shopError(RawDelivery delivery, JsonNode root) {
    int status = root.path("data").path("status").asInt();
    String code = root.path("code").asText();
    LocalDate day = LocalDate.ofInstant(delivery.receivedAt(), ZoneOffset.UTC);
    ContentHash hash = salted(delivery, day.toString());
    ResourceKey key = new ResourceKey(delivery.channel(), "error", hash.toString());
    Disposition disposition =
        status == 404
            ? new Disposition.Ignore("the order was gone before the shop delivered it")
            : new Disposition.Park(
                new Problem.Business(
                    "webhook-refused-by-shop",
                    "the shop sent the error " + code + " (" + status + ") instead of an order",
                    "the webhook's owner may no longer read orders: create the webhook anew as a"
                        + " user who may; the sweep brings the orders meanwhile"));
    return new Intake.StoreAndSweep(
        message(delivery, key, hash, OptionalLong.empty(), disposition, new DemandChange.None()));
  }

  private static Intake product(RawDelivery delivery, JsonNode root) {
    Optional<String> id = id(root.path("id"));
    if (id.isEmpty()) {
      return new Intake.Nothing("a product without an id");
    }
    JsonNode stock = root.path("stock_quantity");
    return new Intake.Hint(
        new ProductReport(
            delivery.channel(),
            id.get(),
            root.path("sku").asText("").strip(),
            stock.isNumber() ? OptionalLong.of(stock.longValue()) : OptionalLong.empty()));
  }

  /** Order actions carry at most the order's id: a reason to read the order again. */
  private static Intake action(RawDelivery delivery, JsonNode root) {
    Optional<String> id = id(root.path("arg"));
    if (!delivery.topic().startsWith(ORDER_ACTION) || id.isEmpty()) {
      return new Intake.Nothing("action " + delivery.topic() + " is not used");
    }
    return new Intake.Store(
        message(
            delivery,
            new ResourceKey(delivery.channel(), ResourceKey.ORDER, id.get()),
            occasion(delivery),
            OptionalLong.empty(),
            new Disposition.Work(),
            new DemandChange.None()),
        List.of());
  }

  private static Intake malformed(RawDelivery delivery, String detail) {
    ContentHash hash = ContentHash.of(delivery.body().bytes());
    Problem.Business problem =
        new Problem.Business(
            "malformed-body",
            detail,
            "look at the stored bytes and at the shop's plugins that change webhooks; if it was an"
                + " order, the sweep brings it; then discard this entry");
    return new Intake.StoreAndSweep(
        message(
            delivery,
            new ResourceKey(delivery.channel(), "unreadable", hash.toString()),
            hash,
            OptionalLong.empty(),
            new Disposition.Park(problem),
            new DemandChange.None()));
  }

  private static List<OrderDemand.Line> lines(JsonNode root) {
    List<OrderDemand.Line> lines = new ArrayList<>();
    for (JsonNode line : root.path("line_items")) {
      String sku = line.path("sku").asText("").strip();
      BigDecimal quantity = quantity(line.path("quantity")).subtract(restocked(line));
      if (!sku.isEmpty() && !sku.equals("null") && quantity.signum() > 0) {
        lines.add(new OrderDemand.Line(new Sku(sku), quantity));
      }
    }
    return lines;
  }

  /** Pieces that refunds have brought back into the shop's stock: it does not hold them. */
  private static BigDecimal restocked(JsonNode line) {
    for (JsonNode meta : line.path("meta_data")) {
      if (meta.path("key").asText().equals("_restock_refunded_items")) {
        return quantity(meta.path("value"));
      }
    }
    return BigDecimal.ZERO;
  }

  private static BigDecimal quantity(JsonNode node) {
    try {
      return new BigDecimal(node.asText("0").strip());
    } catch (NumberFormatException e) {
      return BigDecimal.ZERO; // apply refuses such a line with the reason; it takes no stock
    }
  }

  private static List<ProductReport> touched(RawDelivery delivery, JsonNode root) {
    List<ProductReport> touched = new ArrayList<>();
    for (JsonNode line : root.path("line_items")) {
      Optional<String> variation = id(line.path("variation_id")).filter(id -> !id.equals("0"));
      variation
          .or(() -> id(line.path("product_id")).filter(id -> !id.equals("0")))
          .ifPresent(
              id ->
                  touched.add(
                      new ProductReport(
                          delivery.channel(),
                          id,
                          line.path("sku").asText("").strip(),
                          OptionalLong.empty())));
    }
    return touched;
  }

  private static Optional<String> id(JsonNode node) {
    return node.isIntegralNumber() || (node.isTextual() && !node.asText().isBlank())
        ? Optional.of(node.asText().strip())
        : Optional.empty();
  }

  /**
   * A body that only names its order is the same each time it happens; the delivery's id (webhook
   * and second) tells two occasions apart, while copies of one delivery stay equal.
   */
  private static ContentHash occasion(RawDelivery delivery) {
    String salt =
        delivery.via() == Via.WEBHOOK
            ? delivery.headers().getOrDefault(DELIVERY_ID, "")
            : delivery.receivedAt().toString();
    return salted(delivery, delivery.topic() + salt);
  }

  private static ContentHash salted(RawDelivery delivery, String salt) {
    byte[] body = delivery.body().bytes();
    byte[] more = ("\n" + salt).getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[body.length + more.length];
    System.arraycopy(body, 0, both, 0, body.length);
    System.arraycopy(more, 0, both, body.length, more.length);
    return ContentHash.of(both);
  }

  private static NewMessage message(
      RawDelivery delivery,
      ResourceKey key,
      ContentHash hash,
      OptionalLong version,
      Disposition disposition,
      DemandChange demand) {
    return new NewMessage(
        key,
        delivery.topic(),
        delivery.body(),
        delivery.headers(),
        hash,
        delivery.receivedAt(),
        version,
        delivery.via(),
        disposition,
        demand);
  }
}
