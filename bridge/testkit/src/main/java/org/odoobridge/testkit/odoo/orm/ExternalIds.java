package org.odoobridge.testkit.odoo.orm;

import java.util.Optional;

/** Rows of {@code ir_model_data}: the names under which imports find records again. */
public final class ExternalIds {

  private ExternalIds() {}

  /** An external id; without a dot it belongs to module {@code __import__}. */
  public record Name(String module, String name) {

    public static Name of(String text) {
      int dot = text.indexOf('.');
      return dot < 0
          ? new Name("__import__", text)
          : new Name(text.substring(0, dot), text.substring(dot + 1));
    }
  }

  /** The record of the name, if both the name and the record exist. */
  public static Optional<Integer> find(Env env, Name name, Model model) {
    Optional<Row> row =
        env.row(
            "SELECT d.model, d.res_id FROM ir_model_data d JOIN %s r ON r.id = d.res_id WHERE d.module = ? AND d.name = ?"
                .formatted(model.table()),
            name.module(),
            name.name());
    row.ifPresent(
        found -> {
          if (!found.text("model").equals(model.name())) {
            throw OdooError.value(
                "Invalid external ID %s.%s: expected model '%s', found '%s'"
                    .formatted(name.module(), name.name(), model.name(), found.text("model")));
          }
        });
    return row.map(found -> found.ref("res_id"));
  }

  /**
   * Binds the name; of two transactions that bind one name at once the second fails to serialize.
   */
  public static void bind(Env env, Name name, String model, int id) {
    env.execute(
        """
        INSERT INTO ir_model_data (module, name, model, res_id, noupdate) VALUES (?, ?, ?, ?, FALSE)
        ON CONFLICT (module, name) DO UPDATE
           SET model = excluded.model, res_id = excluded.res_id, write_date = now() AT TIME ZONE 'UTC'""",
        name.module(),
        name.name(),
        model,
        id);
  }
}
