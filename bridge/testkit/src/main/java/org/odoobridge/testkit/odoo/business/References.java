package org.odoobridge.testkit.odoo.business;

import java.util.List;
import java.util.Optional;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.ExternalIds;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Registry;

/** References in import form: by database id, external id or name. */
final class References {

  private static final String REFUSAL = "import.ConversionError";

  private final Registry registry;
  private final Records records;

  References(Registry registry, Records records) {
    this.registry = registry;
    this.records = records;
  }

  /**
   * Finds a record; an empty reference finds none.
   *
   * @param by {@code .id}, {@code id} or empty for the name
   */
  Optional<Integer> find(Env env, String field, String model, String by, String reference) {
    if (reference.isEmpty() || reference.equals("0") || reference.equalsIgnoreCase("false")) {
      return Optional.empty();
    }
    Optional<Integer> id =
        switch (by) {
          case ".id" ->
              reference.matches("[0-9]+")
                  ? records
                      .search(
                          env,
                          model,
                          List.of(List.of("id", "=", Integer.valueOf(reference))),
                          0,
                          1,
                          "")
                      .stream()
                      .findFirst()
                  : Optional.empty();
          case "id" ->
              ExternalIds.find(env, ExternalIds.Name.of(reference), registry.require(model));
          default ->
              records
                  .search(
                      env, model, List.of(List.of(nameField(env, model), "=", reference)), 0, 1, "")
                  .stream()
                  .findFirst();
        };
    if (id.isEmpty()) {
      String kind =
          switch (by) {
            case ".id" -> "database id";
            case "id" -> "external id";
            default -> "name";
          };
      throw refusal(
          "No matching record found for %s '%s' in field '%s'".formatted(kind, reference, field));
    }
    return id;
  }

  private static String nameField(Env env, String model) {
    if (!model.equals("res.partner")) {
      return "name";
    }
    return env.release().partnerNameColumn();
  }

  /** A cell that cannot be converted; answered as it is. */
  static OdooError refusal(String message) {
    return OdooError.other(REFUSAL, message);
  }

  static boolean isRefusal(OdooError error) {
    return error.name().equals(REFUSAL);
  }
}
