package org.odoobridge.inbound.dedup;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.odoobridge.core.journal.ContentHash;

/**
 * Hash of an order's state, equal for the webhook's body and for the body a REST read shows.
 *
 * <p>In recordings of three WooCommerce versions both hold the same fields and differ only in
 * {@code _links} (they depend on who asks) and in hidden order meta (keys with a leading
 * underscore, such as {@code _debug_log_source_pending_deletion}, which come and go without a new
 * modification time). Both are left out; keys are sorted, white space does not count. Everything
 * else does, so two different states of one second have two hashes.
 */
public final class OrderHash {
  private OrderHash() {}

  public static ContentHash of(JsonNode order) {
    StringBuilder canonical = new StringBuilder(4096);
    canonical.append('{');
    for (String name : sortedNames(order)) {
      if (!name.equals("_links")) {
        canonical.append(name).append(':');
        JsonNode value = order.get(name);
        writeAll(name.equals("meta_data") ? visible(value) : List.of(value), canonical);
      }
    }
    return ContentHash.of(canonical.append('}').toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<JsonNode> visible(JsonNode meta) {
    List<JsonNode> kept = new ArrayList<>();
    meta.forEach(
        entry -> {
          if (!entry.path("key").asText().startsWith("_")) {
            kept.add(entry);
          }
        });
    return kept;
  }

  private static void writeAll(Iterable<JsonNode> nodes, StringBuilder canonical) {
    nodes.forEach(node -> write(node, canonical));
  }

  private static void write(JsonNode node, StringBuilder canonical) {
    if (node.isObject()) {
      canonical.append('{');
      for (String name : sortedNames(node)) {
        canonical.append(name).append(':');
        write(node.get(name), canonical);
      }
      canonical.append('}');
    } else if (node.isArray()) {
      canonical.append('[');
      writeAll(node, canonical);
      canonical.append(']');
    } else {
      canonical.append(node).append(',');
    }
  }

  private static List<String> sortedNames(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    Collections.sort(names);
    return names;
  }
}
