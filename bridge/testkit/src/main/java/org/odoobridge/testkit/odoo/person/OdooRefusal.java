package org.odoobridge.testkit.odoo.person;

/** An error that Odoo answered: its Python class and message. */
public final class OdooRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String name;

  OdooRefusal(String name, String message) {
    super(message);
    this.name = name;
  }

  /** Such as {@code odoo.exceptions.UserError}. */
  public String name() {
    return name;
  }
}
