package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Batch;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** {@code /orders}, {@code /orders/{id}}, {@code /orders/batch} and order notes. */
public final class OrderEndpoints {
  private final Site site;
  private final OrderBook book;
  private final OrderJson json;

  public OrderEndpoints(Site site, OrderBook book, OrderJson json) {
    this.site = site;
    this.book = book;
    this.json = json;
  }

  public void register(Routes routes) {
    routes
        .collection("/orders", this::list, this::create)
        .batch("/orders/batch", this::batch)
        .item("/orders/{id}", this::get, this::update, this::delete)
        .collection(
            "/orders/{id}/notes",
            call -> Answer.ok(book.notes().list(find(call.id(), 404).id)),
            this::createNote)
        .add(
            "/orders/{id}/notes/{id}",
            "GET, DELETE",
            Map.of(
                "GET",
                call -> Answer.ok(book.notes().get(call.ids().get(0), call.id())),
                "DELETE",
                call -> Answer.ok(book.notes().delete(call.ids().get(0), call.id()))));
  }

  private Answer list(Call call) {
    Listing listing = new Listing(site, call);
    List<String> statuses = call.list("status");
    Set<Integer> include = Set.copyOf(call.numbers("include"));
    Set<Integer> exclude = Set.copyOf(call.numbers("exclude"));
    List<Order> found =
        book.all().stream()
            .filter(order -> statusFits(order, statuses))
            .filter(order -> include.isEmpty() || include.contains(order.id))
            .filter(order -> !exclude.contains(order.id))
            .filter(order -> matches(call, order))
            .filter(order -> listing.within(order.created, order.modified))
            .sorted(
                listing.sort(
                    Order::id, o -> o.created, o -> o.modified, o -> Integer.toString(o.id)))
            .toList();
    // Behind the last page the real API forgets how many orders there are.
    List<Order> counted = listing.beyond(found.size()) ? List.of() : found;
    return listing.page(counted, order -> json.of(order, decimals(call)));
  }

  /** By default everything but the trash and unplaced drafts of editors. */
  private static boolean statusFits(Order order, List<String> statuses) {
    if (statuses.isEmpty() || statuses.contains("any")) {
      return !List.of("trash", "auto-draft").contains(order.status);
    }
    return statuses.contains(order.status);
  }

  private static boolean matches(Call call, Order order) {
    String search = call.param("search").toLowerCase(Locale.ROOT);
    String people = order.billing + " " + order.shipping;
    return (!call.has("customer")
            || call.param("customer").equals(String.valueOf(order.customerId)))
        && (search.isEmpty()
            || people.toLowerCase(Locale.ROOT).contains(search)
            || Integer.toString(order.id).equals(search))
        && (!call.has("product")
            || order.goods.stream()
                .anyMatch(line -> call.param("product").equals(String.valueOf(line.productId()))));
  }

  private static int decimals(Call call) {
    return call.param("dp").matches("\\d") ? Integer.parseInt(call.param("dp")) : 2;
  }

  private Answer create(Call call) {
    OrderInput.SCHEMA.verify(call.body());
    Order order = book.create(call.body());
    return Answer.created(json.of(order, decimals(call)), site.api("/orders/" + order.id));
  }

  private Answer get(Call call) {
    return Answer.ok(json.of(find(call.id(), 404), decimals(call)));
  }

  private Answer update(Call call) {
    OrderInput.SCHEMA.verify(call.body());
    return Answer.ok(update(call.id(), call.body()));
  }

  private ObjectNode update(int id, JsonNode sent) {
    Order order = find(id, 400);
    book.update(order, sent);
    return json.of(order);
  }

  private Answer delete(Call call) {
    Order order = find(call.id(), 404);
    if (call.flag("force")) {
      return Answer.ok(delete(order.id));
    }
    if (order.status.equals("trash")) {
      throw WooError.of(
          410, "woocommerce_rest_already_trashed", "The order has already been deleted.");
    }
    ObjectNode before = json.of(order);
    book.trash(order);
    return Answer.ok(before);
  }

  private ObjectNode delete(int id) {
    Order order = find(id, 404);
    ObjectNode before = json.of(order);
    book.delete(order);
    return before;
  }

  private Answer batch(Call call) {
    return Batch.answer(
        call.body(),
        new Batch.Actions(
            item -> json.of(book.create(item)),
            item -> update(item.path("id").asInt(), item),
            this::delete,
            item -> IntNode.valueOf(item.asInt())));
  }

  private Answer createNote(Call call) {
    Order order = find(call.id(), 404);
    ObjectNode note = book.notes().add(order.id, call.param("note"), call.flag("customer_note"));
    return Answer.created(
        note, site.api("/orders/" + order.id + "/notes/" + note.path("id").asInt()));
  }

  private Order find(int id, int missing) {
    return book.find(id)
        .orElseThrow(
            () -> WooError.of(missing, "woocommerce_rest_shop_order_invalid_id", noSuch(missing)));
  }

  private String noSuch(int missing) {
    return missing == 400 && site.version().modern() ? "ID is invalid." : "Invalid ID.";
  }
}
