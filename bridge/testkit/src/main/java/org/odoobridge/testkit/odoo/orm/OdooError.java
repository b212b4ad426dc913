package org.odoobridge.testkit.odoo.orm;

import java.util.List;

/** What Odoo raises: becomes the {@code error} of the answer; the transaction is rolled back. */
public final class OdooError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String name;

  private OdooError(String name, String message) {
    super(message);
    this.name = name;
  }

  /** Python's qualified class name, as in {@code error.data.name}. */
  public String name() {
    return name;
  }

  public static OdooError user(String message) {
    return new OdooError("odoo.exceptions.UserError", message);
  }

  public static OdooError validation(String message) {
    return new OdooError("odoo.exceptions.ValidationError", message);
  }

  public static OdooError access(String message) {
    return new OdooError("odoo.exceptions.AccessError", message);
  }

  public static OdooError denied() {
    return new OdooError("odoo.exceptions.AccessDenied", "Access Denied");
  }

  public static OdooError missing(String model, List<Integer> ids, int uid) {
    String shown =
        ids.size() == 1 ? ids.getFirst() + "," : ids.toString().replaceAll("[\\[\\]]", "");
    return new OdooError(
        "odoo.exceptions.MissingError",
        "Record does not exist or has been deleted.\n(Record: %s(%s), User: %d)"
            .formatted(model, shown, uid));
  }

  public static OdooError value(String message) {
    return new OdooError("builtins.ValueError", message);
  }

  /** Any other class of Python's, such as {@code psycopg2.errors.SerializationFailure}. */
  public static OdooError other(String name, String message) {
    return new OdooError(name, message);
  }
}
