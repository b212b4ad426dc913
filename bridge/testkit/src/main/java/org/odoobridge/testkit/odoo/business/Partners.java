package org.odoobridge.testkit.odoo.business;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;

/** Contacts with the columns computed from name, parent and e-mail. */
final class Partners {

  private final Records records;

  Partners(Records records) {
    this.records = records;
  }

  void register(Ops ops) {
    ops.onCreate("res.partner", this::create);
    ops.onWrite("res.partner", this::write);
  }

  private int create(Env env, Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("type", "contact");
    values.put("active", true);
    values.put("is_company", false);
    values.put("lang", "en_US");
    values.put("color", 0);
    values.put("invoice_warn", "no-message");
    values.put("picking_warn", "no-message");
    values.put("purchase_warn", "no-message");
    values.put("sale_warn", "no-message");
    values.put("supplier_rank", 0);
    values.put("customer_rank", 0);
    values.putAll(given);
    int id = records.insert(env, "res.partner", values);
    compute(env, id);
    return id;
  }

  private void write(Env env, List<Integer> ids, Map<String, Object> values) {
    records.store(env, "res.partner", ids, values);
    if (values.containsKey("name")
        || values.containsKey("parent_id")
        || values.containsKey("email")
        || values.containsKey("type")) {
      ids.forEach(id -> compute(env, id));
    }
  }

  private static void compute(Env env, int id) {
    Row partner = env.get("res_partner", id);
    Map<String, Object> values = new LinkedHashMap<>();
    String name = partner.text("name");
    int commercial = id;
    if (partner.has("parent_id")) {
      Row parent = env.get("res_partner", partner.ref("parent_id"));
      if (!partner.flag("is_company")) {
        commercial =
            parent.has("commercial_partner_id") ? parent.ref("commercial_partner_id") : parent.id();
        String shown = name.isEmpty() ? label(partner.text("type")) : name;
        name = parent.text("name") + ", " + shown;
      }
    }
    values.put("display_name", name.isEmpty() ? false : name);
    values.put("commercial_partner_id", commercial);
    Row company = env.get("res_partner", commercial);
    values.put(
        "commercial_company_name", company.flag("is_company") ? company.text("name") : false);
    String email = partner.text("email").strip().toLowerCase(Locale.ROOT);
    values.put("email_normalized", email.contains("@") ? email : false);
    values.put("partner_share", true);
    env.update("res_partner", id, values);
  }

  private static String label(String type) {
    return switch (type) {
      case "invoice" -> "Invoice Address";
      case "delivery" -> "Delivery Address";
      case "other" -> "Other Address";
      case "private" -> "Private Address";
      default -> "";
    };
  }
}
