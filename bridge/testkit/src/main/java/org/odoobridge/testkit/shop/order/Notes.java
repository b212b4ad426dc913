package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.odoobridge.testkit.shop.site.Links;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** Notes on orders, the shop's own and people's. */
final class Notes {
  private record Note(int id, int orderId, Instant created, String text, boolean forCustomer) {}

  private final Site site;
  private final List<Note> notes = new ArrayList<>();

  Notes(Site site) {
    this.site = site;
  }

  ObjectNode add(int orderId, String text, boolean forCustomer) {
    Note note = new Note(site.nextComment(), orderId, site.now(), text, forCustomer);
    notes.add(note);
    return json(note);
  }

  /** Newest first. */
  ArrayNode list(int orderId) {
    ArrayNode list = PhpJson.array();
    for (int i = notes.size() - 1; i >= 0; i--) {
      if (notes.get(i).orderId() == orderId) {
        list.add(json(notes.get(i)));
      }
    }
    return list;
  }

  ObjectNode get(int orderId, int id) {
    return json(find(orderId, id));
  }

  ObjectNode delete(int orderId, int id) {
    Note note = find(orderId, id);
    notes.remove(note);
    return json(note);
  }

  private Note find(int orderId, int id) {
    return notes.stream()
        .filter(note -> note.orderId() == orderId && note.id() == id)
        .findFirst()
        .orElseThrow(() -> WooError.of(404, "woocommerce_rest_invalid_id", "Invalid resource ID."));
  }

  private ObjectNode json(Note note) {
    ObjectNode json =
        PhpJson.object()
            .put("id", note.id())
            .put("author", "WooCommerce")
            .put("date_created", site.local(note.created()))
            .put("date_created_gmt", Site.gmt(note.created()))
            .put("note", note.text())
            .put("customer_note", note.forCustomer());
    ObjectNode links =
        Links.of(site, "/orders/" + note.orderId() + "/notes", note.id(), List.of("GET", "DELETE"));
    links.putArray("up").addObject().put("href", site.api("/orders/" + note.orderId()));
    json.set("_links", links);
    return json;
  }
}
