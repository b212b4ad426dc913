package org.odoobridge.outbound.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.odoobridge.testkit.odoo.person.OdooClient;

/**
 * Fills an Odoo 14 that has module mrp with random kits: nested, by variant, in dozens and grams,
 * in bills for several, with several bills, archived ones and such as only manufacture.
 */
final class RandomKits {
  private static final double[] AMOUNTS = {1, 1, 2, 3, 4, 6, 0.5, 0.25, 1.5, 12, 0};
  private static final int PARTS = 45;
  private final OdooClient odoo;
  private final Random random;
  private final int unit;
  private final int dozen;
  private final int kilo;
  private final int gram;
  private final List<Part> parts = new ArrayList<>();

  /** Kits by product id. */
  final Map<Integer, Kit> kits = new LinkedHashMap<>();

  /** A storable component, its unit and template. */
  record Part(int product, int uom) {}

  /**
   * @param bill what the bill that counts makes, in the kit's unit
   * @param leaves all products that any of its variants may take
   */
  record Kit(int product, int template, double bill, Set<Integer> leaves) {}

  RandomKits(OdooClient odoo, long seed) {
    this.odoo = odoo;
    this.random = new Random(seed);
    this.unit = uom("Units");
    this.dozen = uom("Dozens");
    this.kilo = uom("kg");
    this.gram = uom("g");
  }

  private int uom(String name) {
    return odoo.search("uom.uom", List.of(List.of("name", "=", name))).getFirst();
  }

  List<Part> parts() {
    return parts;
  }

  @SuppressWarnings("unchecked") // JSON-RPC answers a list of ids to a list of values
  private List<Integer> createAll(String model, List<Map<String, Object>> values) {
    return ((List<Number>) Objects.requireNonNull(odoo.call(model, "create", values)))
        .stream().map(Number::intValue).toList();
  }

  /** Components with stock, some in two places, some short. */
  void stock(int location, int shelf) {
    List<Map<String, Object>> values = new ArrayList<>();
    int[] uoms = new int[PARTS];
    for (int i = 0; i < PARTS; i++) {
      int uom = i % 5 == 0 ? kilo : i % 11 == 0 ? dozen : unit;
      uoms[i] = uom;
      String type = i % 15 == 13 ? "service" : i % 15 == 14 ? "consu" : "product";
      values.add(
          Map.of(
              "name",
              "Part " + i,
              "type",
              type,
              "default_code",
              "PART-" + i,
              "uom_id",
              uom,
              "uom_po_id",
              uom));
    }
    List<Integer> products = createAll("product.product", values);
    List<Map<String, Object>> quants = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      parts.add(new Part(products.get(i), uoms[i]));
      if ("product".equals(values.get(i).get("type"))) {
        double quantity = random.nextInt(9) == 0 ? 0 : random.nextInt(4000) / 8.0;
        quants.add(quant(products.get(i), location, quantity));
        if (random.nextInt(4) == 0) {
          quants.add(quant(products.get(i), shelf, random.nextInt(300)));
        }
      }
    }
    odoo.execute(
        "stock.quant",
        "create",
        List.of(quants),
        Map.of("context", Map.of("inventory_mode", true)));
  }

  private static Map<String, Object> quant(int product, int location, double quantity) {
    return Map.of("product_id", product, "location_id", location, "inventory_quantity", quantity);
  }

  /** {@code count} kit templates, every sixth with two variants, one in three of other kits. */
  void create(int count) {
    List<Integer> attributes = attribute();
    for (int i = 0; i < count; i++) {
      List<Integer> values = i % 6 == 0 ? attributes.subList(1, 3) : List.of();
      Map<String, Object> template = new HashMap<>();
      template.put("name", "Kit " + i);
      template.put("type", random.nextInt(3) == 0 ? "consu" : "product");
      if (!values.isEmpty()) {
        template.put(
            "attribute_line_ids",
            List.of(
                List.of(
                    0,
                    0,
                    Map.of(
                        "attribute_id",
                        attributes.getFirst(),
                        "value_ids",
                        List.of(List.of(6, 0, values))))));
      }
      int id = odoo.create("product.template", template);
      List<Integer> variants =
          odoo.search("product.product", List.of(List.of("product_tmpl_id", "=", id)));
      for (int v = 0; v < variants.size(); v++) {
        odoo.write(
            "product.product",
            List.of(variants.get(v)),
            Map.of("default_code", "KIT-" + i + "-" + v));
      }
      bills(id, variants);
    }
  }

  private List<Integer> attribute() {
    int attribute = odoo.create("product.attribute", Map.of("name", "Wood"));
    List<Integer> all = new ArrayList<>(List.of(attribute));
    for (String name : List.of("Oak", "Ash")) {
      all.add(
          odoo.create("product.attribute.value", Map.of("name", name, "attribute_id", attribute)));
    }
    return all;
  }

  private void bills(int template, List<Integer> variants) {
    Set<Integer> leaves = new HashSet<>();
    List<Object> lines = lines(leaves, template, variants.size() > 1);
    boolean several = random.nextInt(5) == 0;
    double makes = several ? List.of(2.0, 3.0, 5.0, 10.0).get(random.nextInt(4)) : 1;
    int uom = several && random.nextInt(3) == 0 ? dozen : unit;
    bill(template, 0, makes, uom, 5, "phantom", true, lines);
    double bill = uom == dozen ? makes * 12 : makes;
    if (random.nextInt(4) == 0) {
      bill(template, 0, 1, unit, 9, "phantom", true, lines(new HashSet<>(), template, false));
    }
    if (random.nextInt(5) == 0) {
      bill(template, 0, 1, unit, 1, "phantom", false, lines(new HashSet<>(), template, false));
    }
    if (random.nextInt(5) == 0) {
      bill(template, 0, 1, unit, 1, "normal", true, lines(new HashSet<>(), template, false));
    }
    for (int v = 0; v < variants.size(); v++) {
      int variant = variants.get(v);
      kits.put(variant, new Kit(variant, template, bill, leaves));
      if (variants.size() > 1 && v == 1 && random.nextBoolean()) {
        Set<Integer> own = new HashSet<>();
        bill(template, variant, 1, unit, 2, "phantom", true, lines(own, template, false));
        kits.put(variant, new Kit(variant, template, 1, own));
      }
    }
  }

  private void bill(
      int template,
      int variant,
      double makes,
      int uom,
      int sequence,
      String type,
      boolean active,
      List<Object> lines) {
    Map<String, Object> values = new HashMap<>();
    values.put("product_tmpl_id", template);
    if (variant != 0) {
      values.put("product_id", variant);
    }
    values.put("product_qty", makes);
    values.put("product_uom_id", uom);
    values.put("sequence", sequence);
    values.put("type", type);
    values.put("active", active);
    values.put("bom_line_ids", lines);
    if (random.nextBoolean()) {
      values.put("company_id", false);
    }
    odoo.create("mrp.bom", values);
  }

  /**
   * Lines that take no product twice: Odoo 14's field would look at each line by itself.
   *
   * @param leaves gets what they take
   */
  private List<Object> lines(Set<Integer> leaves, int template, boolean variants) {
    List<Object> lines = new ArrayList<>();
    List<Integer> values =
        variants
            ? odoo.search(
                "product.template.attribute.value",
                List.of(List.of("product_tmpl_id", "=", template)))
            : List.of();
    int wanted = 1 + random.nextInt(4);
    while (lines.size() < wanted) {
      Map<String, Object> line = new HashMap<>();
      List<Kit> others = kits.values().stream().filter(k -> k.template() != template).toList();
      if (!others.isEmpty() && random.nextInt(3) == 0) {
        Kit kit = others.get(random.nextInt(others.size()));
        if (kit.leaves().stream().anyMatch(leaves::contains)) {
          wanted--;
          continue;
        }
        leaves.addAll(kit.leaves());
        line.put("product_id", kit.product());
        line.put("product_uom_id", random.nextInt(4) == 0 ? dozen : unit);
      } else {
        Part part = parts.get(random.nextInt(parts.size()));
        if (!leaves.add(part.product())) {
          wanted--;
          continue;
        }
        line.put("product_id", part.product());
        line.put("product_uom_id", unitOf(part));
      }
      line.put("product_qty", AMOUNTS[random.nextInt(AMOUNTS.length)]);
      if (!values.isEmpty() && random.nextBoolean()) {
        line.put(
            "bom_product_template_attribute_value_ids",
            List.of(List.of(6, 0, List.of(values.get(random.nextInt(values.size()))))));
      }
      lines.add(List.of(0, 0, line));
    }
    return lines;
  }

  private int unitOf(Part part) {
    if (part.uom() == kilo) {
      return random.nextBoolean() ? kilo : gram;
    }
    return random.nextInt(4) == 0 ? dozen : unit;
  }

  /** Deliveries of components, half of them reserved, and some receipts. */
  void move(int out, int in, int stock, int customers, int suppliers) {
    for (int i = 0; i < 20; i++) {
      boolean incoming = i % 4 == 3;
      Part part = parts.get(random.nextInt(parts.size()));
      int from = incoming ? suppliers : stock;
      int to = incoming ? stock : customers;
      Map<String, Object> move =
          Map.of(
              "name",
              "Random",
              "product_id",
              part.product(),
              "product_uom",
              part.uom(),
              "product_uom_qty",
              1 + random.nextInt(20),
              "location_id",
              from,
              "location_dest_id",
              to);
      int picking =
          odoo.create(
              "stock.picking",
              Map.of(
                  "picking_type_id",
                  incoming ? in : out,
                  "location_id",
                  from,
                  "location_dest_id",
                  to,
                  "move_lines",
                  List.of(List.of(0, 0, move))));
      odoo.call("stock.picking", "action_confirm", List.of(picking));
      if (i % 2 == 0) {
        odoo.call("stock.picking", "action_assign", List.of(picking));
      }
    }
  }
}
