package org.odoobridge.testkit.shop.site;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The {@code _links} of a record. */
public final class Links {
  /** What may be done with most records. */
  public static final List<String> ALL = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private Links() {}

  public static ObjectNode of(Site site, String collection, int id, List<String> allow) {
    ObjectNode links = PhpJson.object();
    ObjectNode self = links.putArray("self").addObject();
    self.put("href", site.api(collection + "/" + id));
    ArrayNode hints = self.putObject("targetHints").putArray("allow");
    allow.forEach(hints::add);
    links.putArray("collection").addObject().put("href", site.api(collection));
    return links;
  }
}
