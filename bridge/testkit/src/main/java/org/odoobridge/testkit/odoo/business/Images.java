package org.odoobridge.testkit.odoo.business;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/** Pictures of products, kept as attachments of their field. */
final class Images {
  /** The field of whole products and of whatever has one picture. */
  static final String OF_TEMPLATE = "image_1920";

  /** The field of a variant's own picture. */
  static final String OF_VARIANT = "image_variant_1920";

  private Images() {}

  /** Stores a picture, or takes it away when the value is false. */
  static void store(Env env, String model, int id, String field, Object value) {
    env.execute(
        "DELETE FROM ir_attachment WHERE res_model = ? AND res_id = ? AND res_field = ?",
        model,
        id,
        field);
    if (value instanceof String base64) {
      byte[] content = Base64.getDecoder().decode(base64);
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("name", field);
      values.put("type", "binary");
      values.put("res_model", model);
      values.put("res_id", id);
      values.put("res_field", field);
      values.put("mimetype", "image/png");
      values.put("file_size", content.length);
      values.put("checksum", sha1(content));
      int attachment = env.insert("ir_attachment", values);
      env.execute("UPDATE ir_attachment SET db_datas = ? WHERE id = ?", content, attachment);
    }
  }

  /**
   * A picture given to a variant is the product's as long as that has none; a variant gives back
   * only its own.
   */
  static void storeOfVariant(Env env, Row variant, Object value) {
    int template = variant.ref("product_tmpl_id");
    boolean bare = read(env, "product.template", List.of(template), OF_TEMPLATE).isEmpty();
    if (bare && value instanceof String) {
      store(env, "product.template", template, OF_TEMPLATE, value);
    } else {
      store(env, "product.product", variant.id(), OF_VARIANT, value);
    }
  }

  static void forget(Env env, String model, List<Integer> ids) {
    env.execute(
        "DELETE FROM ir_attachment WHERE res_model = ? AND res_id = ANY (?) AND res_field IS NOT NULL",
        model,
        ids);
  }

  /** Contents in base64, by record. */
  static Map<Integer, Object> read(Env env, String model, List<Integer> ids, String field) {
    Map<Integer, Object> contents = new HashMap<>();
    for (Row row :
        env.rows(
            "SELECT id, res_id, encode(db_datas, 'base64') AS data FROM ir_attachment WHERE res_model = ? AND res_id = ANY (?) AND res_field = ?",
            model,
            ids,
            field)) {
      contents.put(row.ref("res_id"), row.text("data"));
    }
    return contents;
  }

  private static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
