package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;

/** Templates and their variants: creation, shared columns, cost, quantities on reading. */
final class Products {

  /** Template values that live on the variant while there is only one. */
  private static final List<String> OF_VARIANT =
      List.of("default_code", "barcode", "standard_price", "weight", "volume");

  private final Records records;
  private final StockLevels levels = new StockLevels();

  Products(Records records) {
    this.records = records;
  }

  void register(Ops ops) {
    ops.onCreate("product.template", this::createTemplate);
    ops.onWrite("product.template", this::writeTemplate);
    ops.onCreate("product.product", this::createProduct);
    ops.onWrite("product.product", this::writeProduct);
    ops.onUnlink("product.product", this::unlinkProduct);
    ops.method("product.product", "toggle_active", (env, args) -> toggle(env, args.ids()));
    ops.method(
        "stock.change.product.qty",
        "change_product_qty",
        (env, args) -> change(env, args.ids(), ops));
    ops.onUnlink("product.template.attribute.line", AttributeLines::unlink);
    ops.onWrite(
        "product.template.attribute.line",
        (env, ids, values) -> {
          records.store(env, "product.template.attribute.line", ids, values);
          ids.forEach(
              id ->
                  vary(env, env.get("product_template_attribute_line", id).ref("product_tmpl_id")));
        });
    ops.compute(
        "product.template",
        Images.OF_TEMPLATE,
        (env, ids) -> Images.read(env, "product.template", ids, Images.OF_TEMPLATE));
    ops.compute(
        "product.product",
        Images.OF_VARIANT,
        (env, ids) -> Images.read(env, "product.product", ids, Images.OF_VARIANT));
    ops.compute("product.template", "product_variant_id", this::onlyVariants);
    ops.compute(
        "product.product",
        "standard_price",
        (env, ids) -> each(ids, id -> Properties.cost(env, id)));
    ops.compute(
        "product.product", "lst_price", (env, ids) -> each(ids, id -> Prices.listPrice(env, id)));
    ops.compute(
        "product.product",
        "price",
        (env, ids) ->
            env.context().get("pricelist") instanceof Number pricelist
                ? each(ids, id -> Prices.of(env, id, pricelist.intValue(), BigDecimal.ONE))
                : Map.of());
    ops.compute(
        "product.template",
        "standard_price",
        (env, ids) -> ofOnlyVariant(env, ids, variant -> Properties.cost(env, variant.id())));
    ops.compute(
        "product.template",
        "barcode",
        (env, ids) ->
            ofOnlyVariant(
                env, ids, variant -> variant.has("barcode") ? variant.text("barcode") : false));
    levels.register(ops);
  }

  private interface Value {
    Object of(int id);
  }

  private interface OfVariant {
    Object of(Row variant);
  }

  private static Map<Integer, Object> each(List<Integer> ids, Value value) {
    Map<Integer, Object> values = new HashMap<>();
    ids.forEach(id -> values.put(id, value.of(id)));
    return values;
  }

  private static Map<Integer, Object> ofOnlyVariant(Env env, List<Integer> ids, OfVariant value) {
    Map<Integer, Object> values = new HashMap<>();
    for (int id : ids) {
      List<Row> variants = variants(env, id);
      if (variants.size() == 1) {
        values.put(id, value.of(variants.getFirst()));
      }
    }
    return values;
  }

  private static List<Row> variants(Env env, int template) {
    return env.rows(
        "SELECT * FROM product_product WHERE product_tmpl_id = ? AND active ORDER BY id", template);
  }

  private int createTemplate(Env env, Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>(given);
    Object image = values.remove(Images.OF_TEMPLATE);
    int template = insertTemplate(env, values);
    if (image != null) {
      Images.store(env, "product.template", template, Images.OF_TEMPLATE, image);
    }
    List<Integer> variants = vary(env, template);
    Map<String, Object> own = only(given, OF_VARIANT);
    if (variants.size() == 1) {
      storeVariant(env, variants.getFirst(), own);
    }
    finish(env, template);
    return template;
  }

  /** Makes the variants that attribute lines ask for, and takes away the others. */
  private List<Integer> vary(Env env, int template) {
    List<Integer> wanted = new ArrayList<>();
    for (List<Integer> combination : AttributeLines.combinations(env, template)) {
      List<Integer> known = Variants.of(env, template, combination);
      wanted.add(
          known.isEmpty()
              ? insertVariant(env, template, new LinkedHashMap<>(), combination)
              : known.getFirst());
    }
    List<Integer> others = new ArrayList<>(variants(env, template).stream().map(Row::id).toList());
    others.removeAll(wanted);
    Variants.drop(env, others);
    return wanted;
  }

  private int createProduct(Env env, Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>(given);
    Object known = values.remove("product_tmpl_id");
    Map<String, Object> own = only(values, OF_VARIANT);
    own.keySet().forEach(values::remove);
    Object lst = values.remove("lst_price");
    if (lst != null) {
      values.put("list_price", lst);
    }
    int template =
        known == null || Boolean.FALSE.equals(known)
            ? insertTemplate(env, values)
            : Args.ids(known).getFirst();
    List<Integer> combination = new ArrayList<>();
    for (Object command :
        Args.list(given.getOrDefault("product_template_attribute_value_ids", List.of()))) {
      List<Object> parts = Args.list(command);
      combination.addAll(Args.ids(parts.getLast()));
    }
    int product = insertVariant(env, template, own, combination);
    if (own.get("standard_price") instanceof Number cost) {
      Properties.setCost(env, product, Decimals.of(cost));
    }
    finish(env, template);
    return product;
  }

  private int insertTemplate(Env env, Map<String, Object> given) {
    if (!(given.get("name") instanceof String)) {
      throw OdooError.validation(
          "The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n- Delete: another model requires the record being deleted. If possible, archive it instead.\n\nModel: Product Template (product.template), Field: Name (name)");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("type", "consu");
    if (env.release().detailedType()) {
      values.put("detailed_type", given.getOrDefault("type", "consu"));
    }
    if (env.release().storableFlag()) {
      values.put("is_storable", false);
      values.put("service_tracking", "no");
    }
    values.put("sequence", 1);
    values.put("categ_id", 1);
    values.put("list_price", 1);
    values.put("sale_ok", true);
    values.put("purchase_ok", true);
    values.put("uom_id", 1);
    values.put("uom_po_id", given.getOrDefault("uom_id", 1));
    values.put("tracking", "none");
    values.put("sale_line_warn", "no-message");
    values.put("purchase_line_warn", "no-message");
    values.put("invoice_policy", "delivery");
    values.put("service_type", "manual");
    values.put("expense_policy", "no");
    values.put("sale_delay", 0);
    values.put("available_in_pos", false);
    int tax = env.get("res_company", 1).ref("account_sale_tax_id");
    values.put("taxes_id", List.of(List.of(6, 0, tax == 0 ? List.of() : List.of(tax))));
    List<Integer> buy =
        env.ids("SELECT route_id FROM stock_rule WHERE action = 'buy' AND active LIMIT 1");
    values.put("route_ids", List.of(List.of(6, 0, buy)));
    values.putAll(given);
    kind(env, values);
    OF_VARIANT.forEach(values::remove);
    values.remove("product_template_attribute_value_ids");
    return records.insert(env, "product.template", values);
  }

  /** {@code type} follows {@code detailed_type} where that exists; 18 knows no type product. */
  private static void kind(Env env, Map<String, Object> values) {
    if (env.release().detailedType() && values.get("detailed_type") instanceof String detailed) {
      values.put("type", detailed);
    }
    if (env.release().storableFlag() && "product".equals(values.get("type"))) {
      throw OdooError.value("Wrong value for product.template.type: 'product'");
    }
  }

  private int insertVariant(
      Env env, int template, Map<String, Object> own, List<Integer> combination) {
    Map<String, Object> values = new LinkedHashMap<>(own);
    values.remove("standard_price");
    values.put("product_tmpl_id", template);
    values.put("active", true);
    int id = env.insert("product_product", values);
    for (int value : combination) {
      env.execute(
          "INSERT INTO product_variant_combination (product_product_id, product_template_attribute_value_id) VALUES (?, ?)",
          id,
          value);
    }
    String indices =
        combination.stream().sorted().map(String::valueOf).reduce((a, b) -> a + "," + b).orElse("");
    env.update("product_product", id, Map.of("combination_indices", indices));
    return id;
  }

  /** Columns the template takes from its only variant. */
  private static void finish(Env env, int template) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<Row> variants = variants(env, template);
    if (variants.size() == 1) {
      Row variant = variants.getFirst();
      values.put(
          "default_code", variant.has("default_code") ? variant.text("default_code") : false);
      values.put("volume", variant.dec("volume"));
      values.put("weight", variant.dec("weight"));
    } else {
      values.put("default_code", false);
    }
    env.update("product_template", template, values);
  }

  private void writeTemplate(Env env, List<Integer> ids, Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>(given);
    Map<String, Object> own = only(given, OF_VARIANT);
    own.keySet().forEach(values::remove);
    Object image = values.remove(Images.OF_TEMPLATE);
    if (image != null) {
      ids.forEach(id -> Images.store(env, "product.template", id, Images.OF_TEMPLATE, image));
    }
    if (!values.isEmpty()) {
      kind(env, values);
      records.store(env, "product.template", ids, values);
      if (values.containsKey("attribute_line_ids")) {
        ids.forEach(id -> vary(env, id));
      }
      if (env.release().touchesVariantsOfTemplates()) {
        ids.forEach(
            id ->
                env.update(
                    "product_product", variants(env, id).stream().map(Row::id).toList(), Map.of()));
      }
    }
    for (int id : ids) {
      if (values.get("active") instanceof Boolean active) {
        env.update(
            "product_product",
            env.ids("SELECT id FROM product_product WHERE product_tmpl_id = ?", id),
            Map.of("active", active));
      }
      List<Row> variants = variants(env, id);
      if (!own.isEmpty() && variants.size() == 1) {
        storeVariant(env, variants.getFirst().id(), own);
        finish(env, id);
      }
    }
  }

  private void writeProduct(Env env, List<Integer> ids, Map<String, Object> given) {
    Map<String, Object> own = new LinkedHashMap<>(given);
    Object image = own.remove(Images.OF_TEMPLATE);
    if (image != null) {
      ids.forEach(id -> Images.storeOfVariant(env, env.get("product_product", id), image));
    }
    Object lst = own.remove("lst_price");
    if (lst != null) {
      own.put("list_price", lst);
    }
    Map<String, Object> shared = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : Map.copyOf(own).entrySet()) {
      if (!OF_VARIANT.contains(entry.getKey()) && !entry.getKey().equals("active")) {
        shared.put(entry.getKey(), entry.getValue());
        own.remove(entry.getKey());
      }
    }
    for (int id : ids) {
      if (!own.isEmpty()) {
        storeVariant(env, id, own);
      }
      int template = env.get("product_product", id).ref("product_tmpl_id");
      if (!shared.isEmpty()) {
        records.store(env, "product.template", List.of(template), shared);
        if (own.isEmpty()) {
          env.update("product_product", id, Map.of());
        }
      }
      if (own.containsKey("default_code") && variants(env, template).size() == 1) {
        finish(env, template);
      }
    }
  }

  private void storeVariant(Env env, int id, Map<String, Object> own) {
    Map<String, Object> columns = new LinkedHashMap<>(own);
    if (columns.remove("standard_price") instanceof Number cost) {
      Properties.setCost(env, id, Decimals.of(cost));
    }
    env.update("product_product", id, columns);
  }

  private void unlinkProduct(Env env, List<Integer> ids) {
    List<Integer> templates =
        env.ids("SELECT DISTINCT product_tmpl_id FROM product_product WHERE id = ANY (?)", ids);
    env.execute("DELETE FROM product_variant_combination WHERE product_product_id = ANY (?)", ids);
    env.delete("product_product", ids);
    for (int template : templates) {
      if (env.ids("SELECT id FROM product_product WHERE product_tmpl_id = ?", template).isEmpty()) {
        records.unlink(env, "product.template", List.of(template));
      }
    }
  }

  private @Nullable Object toggle(Env env, List<Integer> ids) {
    for (Row row : env.rows("SELECT * FROM product_product WHERE id = ANY (?)", ids)) {
      env.update("product_product", row.id(), Map.of("active", !row.flag("active")));
    }
    return null;
  }

  private Object change(Env env, List<Integer> ids, Ops ops) {
    for (Row wizard : env.rows("SELECT * FROM stock_change_product_qty WHERE id = ANY (?)", ids)) {
      Row warehouse =
          env.rows("SELECT * FROM stock_warehouse WHERE active ORDER BY sequence, id LIMIT 1")
              .getFirst();
      int quant =
          records.create(
              env.with("inventory_mode", true),
              "stock.quant",
              Map.of(
                  "product_id", wizard.ref("product_id"),
                  "location_id", warehouse.ref("lot_stock_id"),
                  "inventory_quantity", wizard.dec("new_quantity")));
      ops.method("stock.quant", "action_apply_inventory")
          .ifPresent(apply -> apply.call(env, new Args(List.of(List.of(quant)), Map.of())));
    }
    return Map.of("type", "ir.actions.act_window_close");
  }

  private static Map<String, Object> only(Map<String, Object> values, List<String> names) {
    Map<String, Object> some = new LinkedHashMap<>(values);
    some.keySet().retainAll(names);
    return some;
  }

  /** The first active variant of each template. */
  private Map<Integer, Object> onlyVariants(Env env, List<Integer> templates) {
    Map<Integer, Integer> variants = new HashMap<>();
    for (Row row :
        env.rows(
            "SELECT product_tmpl_id, min(id) AS id FROM product_product WHERE active AND product_tmpl_id = ANY (?) GROUP BY 1",
            templates)) {
      variants.put(row.ref("product_tmpl_id"), row.id());
    }
    Map<Integer, String> names = records.names(env, "product.product", variants.values());
    Map<Integer, Object> values = new HashMap<>();
    variants.forEach(
        (template, id) -> values.put(template, List.of(id, names.getOrDefault(id, ""))));
    return values;
  }
}
