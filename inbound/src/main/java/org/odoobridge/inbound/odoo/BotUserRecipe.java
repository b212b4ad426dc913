package org.odoobridge.inbound.odoo;

import java.util.List;

/**
 * The Odoo user the bridge works as: what it may do and how a person makes it. The tests run as
 * this user and no other.
 */
public final class BotUserRecipe {
  /**
   * External ids of exactly the groups it needs. Each stands for a right that is used: to see and
   * write all quotations whoever sells them, and to create customers.
   */
  public static final List<String> GROUPS =
      List.of(
          "base.group_user",
          "sales_team.group_sale_salesman_all_leads",
          "base.group_partner_manager");

  /** How to make it by hand, one step a line. */
  public static final List<String> STEPS =
      List.of(
          "In Odoo, as an administrator, open Settings > Users & Companies > Users and create a user:"
              + " name 'Odoo bridge', e-mail address of the team that watches the bridge (without one"
              + " Odoo refuses to cancel orders).",
          "Sales: 'User: All Documents'. No other application rights: not Administration, not"
              + " Inventory, not Accounting.",
          "Extra Rights: tick 'Contact Creation', nothing else.",
          "Allowed companies: exactly those whose orders the bridge enters; default company first.",
          "Set a long random password (Odoo 14: Action > Change Password; 15 and later: log in as the"
              + " user, Preferences > Account Security > New API Key) and give it to the bridge as"
              + " odoo.rpc.secret.");

  private BotUserRecipe() {}
}
